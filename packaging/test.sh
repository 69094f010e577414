#!/usr/bin/env bash
# Installs what the system lacks and runs every check, cheapest first; stops at the first that fails.
#
#   packaging/test.sh
#
# Leaves the screenshot, the sheets and the logs of the last two steps in target/smoke/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. packaging/system.sh
. packaging/screen.sh
. packaging/windows/toolchain.sh

if [[ -n ${CI:-} ]]; then
    # A clone that is built once gains nothing from increments.
    export CARGO_INCREMENTAL=0
fi

main() {
    need_rust
    need_packages "${BUILD_PACKAGES[@]}" "${WINDOW_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
    need_rust_component rustfmt fmt
    need_rust_component clippy clippy

    step "格式" cargo fmt --check
    step "脚本与字体" check_files
    step "静态检查" cargo clippy --all-targets --locked -- -D warnings
    step "Windows 一侧" check_windows
    step "测试" cargo test --locked
    step "接口说明" env RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --locked

    TARGET=$(target_dir)
    PROGRAM=$TARGET/debug/appraisal-desk
    SMOKE=$TARGET/smoke
    rm -rf "$SMOKE"
    mkdir -p "$SMOKE"/{home,tmp,run}
    chmod 700 "$SMOKE/run"
    step "演示" smoke_demo
    step "窗口" smoke_window
    say "全部通过，用时 $((SECONDS / 60)) 分 $((SECONDS % 60)) 秒"
}

check_files() {
    local scripts=(packaging/*.sh packaging/windows/*.sh .ci/run assets/fonts/*.sh assets/icons/*.sh)
    for script in "${scripts[@]}"; do
        bash -n "$script"
    done
    shellcheck --external-sources --severity=warning "${scripts[@]}"
    (cd assets/fonts && sha256sum --quiet --check SHA256SUMS)
}

# Code that only Windows compiles is not seen by the checks above.
check_windows() {
    if has_cross_compiler; then
        packaging/windows/build.sh check
    else
        say "跳过：没有装 Windows 的交叉编译器。要检查请运行 packaging/windows/build.sh check，它会先装好"
    fi
}

# The program in a world of its own: what it leaves behind can be searched. An array and not a function, so that
# the child in the background is the program itself.
alone() {
    ALONE=(
        env -i PATH="$PATH" LANG=C.UTF-8 HOME="$SMOKE/home" TMPDIR="$SMOKE/tmp" XDG_RUNTIME_DIR="$SMOKE/run"
        DISPLAY="${DISPLAY:-}" LIBGL_ALWAYS_SOFTWARE=1 RUST_BACKTRACE=1
        APPRAISAL_DESK_PASSPHRASE="演示口令，人物均为虚构" "$PROGRAM"
    )
}

# Plays the invented cases: the sheets are sound, and nobody's name lies about in the clear.
smoke_demo() {
    local sheets=() sheet
    alone
    "${ALONE[@]}" demo --out "$SMOKE/demo" >"$SMOKE/demo.txt"
    mapfile -t sheets < <(find "$SMOKE/demo" -name '*.pdf' | sort)
    ((${#sheets[@]})) || fail "演示没有印出一份文书。"
    for sheet in "${sheets[@]}"; do
        qpdf --check "$sheet" >"$SMOKE/qpdf.txt" 2>&1 || fail "$sheet 不是完好的 PDF，见 $SMOKE/qpdf.txt"
        grep -aq 'pdfaid:part' "$sheet" || fail "$sheet 没有写明 PDF/A 的部分号。"
        pdftotext -enc UTF-8 "$sheet" "$SMOKE/sheet.txt" 2>/dev/null
        LC_ALL=C.UTF-8 grep -qP '\p{Han}{2}' "$SMOKE/sheet.txt" || fail "$sheet 抽不出汉字。"
    done
    nobody_in_the_clear
    say "${#sheets[@]} 份文书完好"
}

# Looks for every name and number of the invented people in every byte that is not a sheet.
nobody_in_the_clear() {
    local people=$SMOKE/people.txt found
    local keys='name|id_number|id_no|number|phone' values='[^"]*\p{Han}{2}[^"]*|[0-9]{6,}[0-9Xx]'
    LC_ALL=C.UTF-8 grep -ohP "\b($keys)\s*=\s*\"\K($values)(?=\")" assets/demo/*.toml | sort -u >"$people"
    [[ -s $people ]] || fail "assets/demo 里没有找到人名：这项检查没有意义。"
    found=$(find "$SMOKE"/{demo,home,tmp,run} -type f ! -path '*/sheets/*' \
        -exec env LC_ALL=C grep -alFf "$people" {} + || true)
    [[ -z $found ]] || fail "虚构人物的姓名或号码以明文出现在：
$found"
}

# Opens the real window on the demo office, looks at it, and closes it as a person would.
smoke_window() {
    local shot=$SMOKE/window.png n_colours=0 status=0 office window pid
    office=$(office_under "$SMOKE/demo")
    start_display
    alone
    "${ALONE[@]}" --office "$office" >"$SMOKE/window.txt" 2>&1 &
    pid=$!
    CHILDREN+=("$pid")
    for _ in {1..60}; do
        sleep 1
        kill -0 "$pid" 2>/dev/null || fail "窗口自己关了，见 $SMOKE/window.txt"
        window=$(wmctrl -lp 2>/dev/null | awk -v pid="$pid" '$3 == pid { print $1; exit }')
        [[ -n $window ]] || continue
        import -silent -window "$window" "$shot"
        n_colours=$(identify -format %k "$shot")
        ((n_colours < 64)) || break
    done
    ((n_colours >= 64)) || fail "一分钟后窗口上还是什么也没有，见 $shot 与 $SMOKE/window.txt"
    wmctrl -i -c "$window"
    for _ in {1..20}; do
        kill -0 "$pid" 2>/dev/null || break
        sleep 1
    done
    ! kill -0 "$pid" 2>/dev/null || fail "按了关闭，窗口二十秒还没有关。"
    wait "$pid" || status=$?
    ((status == 0)) || fail "窗口以 $status 结束，见 $SMOKE/window.txt"
    nobody_in_the_clear
    say "窗口上有 $n_colours 种颜色，截图在 $shot"
}

main
