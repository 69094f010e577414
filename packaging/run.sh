#!/usr/bin/env bash
# Installs what the system lacks, builds, and does the main job.
#
#   packaging/run.sh             opens the window on an office of invented people;
#                                without a display plays the same cases and says where the sheets are
#   packaging/run.sh ARGS...     appraisal-desk ARGS...
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/system.sh

need_rust
need_packages "${BUILD_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}"

say "编译（第一次约二十分钟，以后几秒）"
cargo build --locked --bin appraisal-desk
TARGET=$(target_dir)
PROGRAM=$TARGET/debug/appraisal-desk

if (($#)); then
    exec "$PROGRAM" "$@"
fi

# The demo office holds invented people only; this is no default of the program.
export APPRAISAL_DESK_PASSPHRASE=${APPRAISAL_DESK_PASSPHRASE:-演示口令，人物均为虚构}

# Plays every case of assets/demo into a fresh folder; one that was not finished has no file `whole` and is made anew.
make_demo() {
    rm -rf "$1"
    "$PROGRAM" demo --out "$1"
    : >"$1/whole"
}

without_window() {
    local out=$TARGET/demo-sheets n
    say "不开窗口，办完 assets/demo 里的演示案件"
    make_demo "$out"
    n=$(find "$out" -name '*.pdf' | wc -l)
    say "办完了：$n 份文书（PDF）在 $out/sheets"
}

if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    say "这里没有显示器"
    without_window
    exit
fi

# What somebody tried in the demo office stays there until target/ is cleared.
DEMO=$TARGET/demo
if [[ ! -e $DEMO/whole ]]; then
    say "建演示机构，人物均为虚构"
    make_demo "$DEMO"
fi
OFFICE=$(office_under "$DEMO")
say "打开窗口。锁屏后要用的口令：$APPRAISAL_DESK_PASSPHRASE"
SECONDS=0
status=0
"$PROGRAM" --office "$OFFICE" || status=$?
if ((status != 0 && SECONDS < 20)); then
    say "窗口没有打开，原因见上；演示机构没有改动"
    without_window
    exit
fi
exit "$status"
