# Installs what the system lacks and runs the checks, cheapest first; stops at the first that fails.
#
#   powershell -ExecutionPolicy Bypass -File packaging\test.ps1
#
# Leaves out what needs a second opinion from other programs (packaging/test.sh has it): the PDF files are counted
# here, not examined, and the window is not opened.

Set-Location (Join-Path $PSScriptRoot '..')
. (Join-Path $PSScriptRoot 'system.ps1')

function Step([string]$Title, [string]$Program, [string[]]$Arguments) {
    Say "${Title}：$Program $($Arguments -join ' ')"
    Run $Program $Arguments
}

Install-Missing
Step '格式' 'cargo' @('fmt', '--check')
Step '静态检查' 'cargo' @('clippy', '--all-targets', '--locked', '--', '-D', 'warnings')
Step '测试' 'cargo' @('test', '--locked')
$env:RUSTDOCFLAGS = '-D warnings'
Step '接口说明' 'cargo' @('doc', '--no-deps', '--locked')

$target = Get-TargetDir
$smoke = Join-Path $target 'smoke'
if (Test-Path $smoke) { Remove-Item -Recurse -Force $smoke }
$env:APPRAISAL_DESK_PASSPHRASE = '演示口令，人物均为虚构'
Step '演示' (Join-Path $target 'debug\appraisal-desk.exe') @('demo', '--out', $smoke)
$sheets = @(Get-ChildItem -Path $smoke -Recurse -Filter '*.pdf')
if ($sheets.Count -eq 0) { Fail '演示没有印出一份文书。' }
Say "全部通过，演示印出 $($sheets.Count) 份文书"
