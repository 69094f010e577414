# A run of steps with a screen of its own, shared by the scripts that open the window. To be sourced after system.sh;
# the script sets SMOKE, the folder everything is left in, before start_display.
# shellcheck shell=bash

STEP=''
CHILDREN=()
trap at_exit EXIT

# Runs a step; names it before and after, and says how long it took.
step() {
    local began=$SECONDS
    STEP=$1
    shift
    say "$STEP"
    # Not in a condition: there, a command that fails inside a function would not stop it.
    "$@" </dev/null
    say "$STEP：通过，$((SECONDS - began)) 秒"
    STEP=''
}

# A screen of the smallest size we promise, and a window manager, without which nothing has the keyboard.
start_display() {
    Xvfb -displayfd 3 -screen 0 1366x768x24 +extension GLX -nolisten tcp -noreset 3>"$SMOKE/display" 2>"$SMOKE/xvfb.txt" &
    CHILDREN+=($!)
    for _ in {1..40}; do
        [[ ! -s $SMOKE/display ]] || break
        sleep 0.5
    done
    [[ -s $SMOKE/display ]] || fail "虚拟显示器没有起来，见 $SMOKE/xvfb.txt"
    DISPLAY=:$(<"$SMOKE/display")
    export DISPLAY
    HOME=$SMOKE/home openbox --sm-disable >"$SMOKE/openbox.txt" 2>&1 &
    CHILDREN+=($!)
}

# Ends what was started, the last first, and says where the run stopped.
at_exit() {
    local status=$? n
    ((status == 0)) || [[ -z $STEP ]] || say "在「$STEP」停下；后面的没有运行"
    for ((n = ${#CHILDREN[@]} - 1; n >= 0; n--)); do
        kill "${CHILDREN[n]}" 2>/dev/null || true
    done
    at_last
}

# What a script ends besides its children.
at_last() {
    :
}
