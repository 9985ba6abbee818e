// The course's typeface. A page of its own carries it; in a notebook the first view asks its kernel, once for all views.

const ASK_AGAIN = 4000; // ms: the kernel that was asked may have gone
const FAMILY = "DL Sans";

/** Whether the page has the typeface, or is given it now. */
export function known() {
  return [...document.fonts].some((face) => face.family.replaceAll('"', "") === FAMILY);
}

/**
 * Ask for the typeface unless the page has it. @returns {() => void} clean-up
 */
export function useFonts(model) {
  if (!document.fonts || known()) return () => {};
  const heard = (message, buffers) => {
    if (message?.kind !== "fonts" || known()) return;
    // The bare name: where a browser does not read it as CSS, quotes would belong to the name, and no rule would find it.
    message.faces.forEach(({ family, weight }, k) => document.fonts.add(new FontFace(family, buffers[k], { weight })));
    for (const { family, weight } of message.faces) document.fonts.load(`${weight} 16px "${family}"`).catch(() => {});
  };
  model.on("msg:custom", heard);
  const asked = Number(document.documentElement.dataset.dlFonts ?? -ASK_AGAIN);
  if (performance.now() - asked >= ASK_AGAIN) {
    document.documentElement.dataset.dlFonts = String(performance.now());
    try {
      model.send({ kind: "fonts" });
    } catch {
      // no kernel: the page's own typeface serves
    }
  }
  return () => model.off("msg:custom", heard);
}
