// Sharing: the call that makes this playground in Python, or the address of a page of its own.
import { button, html, uniqueId } from "../shared/controls.js";

const python = (value) => {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (value && typeof value === "object")
    return `{${Object.entries(value)
      .map(([k, v]) => `${python(k)}: ${python(v)}`)
      .join(", ")}}`;
  return typeof value === "string" ? `"${value}"` : String(value);
};

/** The call in Python that gives the state of now. */
export function callText(model) {
  const defaults = model.get("defaults");
  const parts = model.get("lesson") ? [`"${model.get("lesson")}"`] : [];
  if (model.get("own")?.length) parts.push("data=(X, y)");
  if (model.get("engine")?.kind === "kernel") parts.push("engine=...");
  for (const [name, begun] of Object.entries(defaults))
    if (JSON.stringify(model.get(name)) !== JSON.stringify(begun)) parts.push(`${name}=${python(model.get(name))}`);
  if (model.get("begin")?.W1) parts.push(`parameters=${python(model.get("begin"))}`);
  return `Playground(${parts.join(", ")})`;
}

export function call(session) {
  const id = uniqueId("share");
  const field = html("input", { type: "text", id, readOnly: true, className: "dl-share" });
  const copy = button("Copy", () => {
    field.select();
    navigator.clipboard?.writeText(field.value).catch(() => document.execCommand("copy"));
  });
  const page = session.model.address;
  // Curves are long, and an address is not: they stay where they are.
  const left = html(
    "p",
    { className: "dl-why" },
    page ? "Frozen runs are not in the address." : "Frozen runs are not in the call; a saved notebook keeps them.",
  );
  const node = html(
    "details",
    { className: "dl-sharing" },
    html("summary", {}, "Share this state"),
    html(
      "div",
      { className: "dl-control" },
      html("label", { htmlFor: id }, page ? "its address" : "in Python"),
      field,
      copy,
    ),
    left,
  );
  const update = () => {
    left.hidden = !session.model.get("frozen").length;
    if (node.open) field.value = page ? page() : callText(session.model);
  };
  node.addEventListener("toggle", update);
  return { node, update };
}
