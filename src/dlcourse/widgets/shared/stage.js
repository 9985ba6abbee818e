// The whole screen for one view: by the browser where it can, else by laying the view over the page (phones cannot).

const STAGED = "dl-staged"; // the styles treat it as :fullscreen
const places = new WeakMap();

/** Whether the view has the whole screen. */
export function onStage(root) {
  return document.fullscreenElement === root || root.classList.contains(STAGED);
}

function lay(root) {
  const place = document.createComment("a view stood here");
  root.replaceWith(place);
  document.body.append(root); // out of whatever clips or moves what lies in it
  root.classList.add(STAGED);
  const leave = (event) => event.key === "Escape" && giveBack(root);
  window.addEventListener("keydown", leave, true); // a view keeps its keys
  places.set(root, { place, leave });
  root.dispatchEvent(new Event("fullscreenchange", { bubbles: true }));
}

function giveBack(root) {
  const { place, leave } = places.get(root);
  window.removeEventListener("keydown", leave, true);
  root.classList.remove(STAGED);
  if (place.isConnected) place.replaceWith(root);
  else root.remove(); // its place is gone: the cell ran again
  root.dispatchEvent(new Event("fullscreenchange", { bubbles: true }));
}

/** Give a view the whole screen, or take it back. */
export function toggleStage(root) {
  if (root.classList.contains(STAGED)) giveBack(root);
  else if (document.fullscreenElement) document.exitFullscreen();
  else if (root.requestFullscreen) root.requestFullscreen().catch(() => lay(root));
  else lay(root);
}
