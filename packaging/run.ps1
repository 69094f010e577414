# Installs what the system lacks, builds, and opens the window on an office of invented people.
#
#   powershell -ExecutionPolicy Bypass -File packaging\run.ps1 [ARGS of appraisal-desk]

Set-Location (Join-Path $PSScriptRoot '..')
. (Join-Path $PSScriptRoot 'system.ps1')

Install-Missing
Say '编译（第一次约二十分钟，以后几秒）'
Run 'cargo' @('build', '--locked', '--bin', 'appraisal-desk')
$target = Get-TargetDir
$program = Join-Path $target 'debug\appraisal-desk.exe'

if ($args.Count -gt 0) {
    & $program @args
    exit $LASTEXITCODE
}

# The demo office holds invented people only; this is no default of the program.
if (-not $env:APPRAISAL_DESK_PASSPHRASE) { $env:APPRAISAL_DESK_PASSPHRASE = '演示口令，人物均为虚构' }

# What somebody tried in the demo office stays there until target is cleared; a half-made one is never used.
$demo = Join-Path $target 'demo'
$whole = Join-Path $demo 'whole'
if (-not (Test-Path $whole)) {
    Say '建演示机构，人物均为虚构'
    if (Test-Path $demo) { Remove-Item -Recurse -Force $demo }
    Run $program @('demo', '--out', $demo)
    New-Item -ItemType File $whole | Out-Null
}
$office = Find-Office $demo
Say "打开窗口。锁屏后要用的口令：$env:APPRAISAL_DESK_PASSPHRASE"
& $program --office $office
exit $LASTEXITCODE
