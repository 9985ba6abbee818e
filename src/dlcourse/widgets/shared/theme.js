// Light or dark: where the page says so, for what is painted on a canvas. The styles use the same selectors.
import tokens from "../../look/tokens.json" with { type: "json" };

/** Whether the page is dark now: JupyterLab, VS Code and Colab say so in it; a page of ours follows the system. False where there is no page. */
export function dark() {
  if (typeof document === "undefined") return false;
  if (document.querySelector(tokens.dark.told.join(", "))) return true;
  return Boolean(document.querySelector(tokens.dark.system)) && matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Call `then` when it changes. @returns {() => void} clean-up */
export function onTheme(then) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const marks = new MutationObserver(then);
  const names = { attributes: true, attributeFilter: ["data-jp-theme-light", "data-vscode-theme-kind", "theme"] };
  for (const node of [document.body, document.documentElement]) marks.observe(node, names);
  system.addEventListener("change", then);
  return () => {
    marks.disconnect();
    system.removeEventListener("change", then);
  };
}
