# zsh reads its files here in a terminal of our JupyterLab. First the reader's own.
[ -r "${DLCOURSE_ZDOTDIR:-$HOME}/.zshenv" ] && . "${DLCOURSE_ZDOTDIR:-$HOME}/.zshenv"
ZDOTDIR="$DLCOURSE_TERMINAL"
