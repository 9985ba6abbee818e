# The reader's own settings, then the course's Python in front: see bashrc.
ZDOTDIR="${DLCOURSE_ZDOTDIR:-$HOME}"
[ -r "$ZDOTDIR/.zshrc" ] && . "$ZDOTDIR/.zshrc"
[ -n "$DLCOURSE_BIN" ] && PATH="$DLCOURSE_BIN:$PATH"
export PATH
rehash
