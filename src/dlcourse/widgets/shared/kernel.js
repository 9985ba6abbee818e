// Whether Python still hears a view: a kernel that is gone is no reason to stop, and the view says so itself.

/** @typedef {import("@anywidget/types").AnyModel} AnyModel */

// "autorestarting" too; "starting" is all that is heard when somebody else restarts it.
const GONE = /restarting|dead|terminating|starting/;

/** What JupyterLab's widgets are drawn with knows the kernel; anywidget promises nothing of it. @param {any} model */
const kernelOf = (model) => model.widget_manager?.kernel;

/**
 * Call `gone` when the kernel behind a model goes. ipywidgets marks a view whose kernel was restarted by hand or was not there
 * at all; a kernel that died is started again by the server, and its widgets are told nothing: its status tells.
 * @param {AnyModel} model
 * @param {HTMLElement | null} el of one view, or null to look at the status alone
 * @param {() => void} gone
 * @returns {() => void} clean-up
 */
export function watchKernel(model, el, gone) {
  const kernel = kernelOf(model);
  const heard = (_, status) => GONE.test(status) && gone();
  kernel?.statusChanged?.connect(heard);
  kernel?.disposed?.connect(gone);
  const marked = () => (el.dataset.lost || el.closest(".jupyter-widgets-disconnected")) && gone();
  const marks = el && new MutationObserver(marked);
  marks?.observe(el, { attributes: true, attributeFilter: ["class"] });
  if (el) queueMicrotask(marked);
  return () => {
    marks?.disconnect();
    kernel?.statusChanged?.disconnect(heard);
    kernel?.disposed?.disconnect(gone);
  };
}

/** Send what was set. Where nobody listens any more, the page has it all the same. */
export function save(model) {
  const kernel = kernelOf(model);
  try {
    model.save_changes();
  } catch (error) {
    if (kernel && !kernel.isDisposed && !GONE.test(kernel.status)) throw error;
  }
}
