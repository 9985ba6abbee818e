// nbgrader's button "Validate" is hidden where a notebook holds no answer to hand in: a lecture has nothing to validate.
//
// JupyterLab asks each extension for `init` and `get`, as a bundler would make them. This one needs no other module.
(() => {
  const HIDDEN = 'dlcourse-nothing-to-hand-in';

  const holdsAnswers = (notebook) =>
    (notebook?.cells ?? []).some((cell) => cell.metadata?.nbgrader?.solution || cell.metadata?.nbgrader?.task);

  const plugin = {
    id: 'dlcourse-lectures:validate',
    description: 'Shows Validate in assignments alone.',
    autoStart: true,
    activate: (app) => {
      const style = document.createElement('style');
      style.textContent = `.${HIDDEN} .jp-Toolbar-item:has(.validate-button) { display: none; }`;
      document.head.append(style);
      app.docRegistry.addWidgetExtension('Notebook', {
        createNew: (panel, context) => {
          void context.ready.then(() => {
            if (!panel.isDisposed) panel.toggleClass(HIDDEN, !holdsAnswers(context.model.toJSON()));
          });
        },
      });
    },
  };

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB['dlcourse-lectures'] = {
    init: () => {},
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
