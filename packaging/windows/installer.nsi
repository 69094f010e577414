; The installer: Chinese, for one user, without administrator. Packed by packaging/windows/build.sh.
;
;   appraisal-desk-VERSION-x64.exe            asks
;   appraisal-desk-VERSION-x64.exe /S         asks nothing; /D=FOLDER as the last argument chooses where
;
; Ends with 0 (done), 1 (somebody cancelled), 2 (failed), 10 (the program is open), 11 (Windows is too old).
; Office folders are never touched, neither by an upgrade nor by the uninstaller.

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh

!define NAME "鉴证台"
!define PROGRAM "appraisal-desk.exe"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\AppraisalDesk"
!define APP_PATHS_KEY "Software\Microsoft\Windows\CurrentVersion\App Paths\${PROGRAM}"
!define PROGRAM_IS_OPEN 10
!define WINDOWS_TOO_OLD 11

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\AppraisalDesk"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME}安装程序"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT OR Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "只装给当前用户，不需要管理员。$\r$\n$\r$\n已有的案卷库不会改动：升级只换程序。$\r$\n$\r$\n如果${NAME}正开着，请先存好并关闭它的窗口。"
!define MUI_FINISHPAGE_TITLE "${NAME}装好了"
!define MUI_FINISHPAGE_TEXT "桌面和开始菜单里都有「${NAME}」。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${NAME}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将从这台电脑上移除${NAME}的程序。案卷库文件夹不会删除，重装以后仍能打开；不再需要时，请由负责人自行处理。"
!define MUI_UNFINISHPAGE_NOAUTOCLOSE

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Waits until the program in the folder $1 is closed, or ends. A running program cannot be opened for writing: that
; tells more surely than a look for its window, which may belong to another user or to another copy of the program.
!macro WAIT_UNTIL_CLOSED un
Function ${un}WaitUntilClosed
  ask:
  ${IfNot} ${FileExists} "$1\${PROGRAM}"
    Return
  ${EndIf}
  ClearErrors
  FileOpen $0 "$1\${PROGRAM}" a
  ${IfNot} ${Errors}
    FileClose $0
    Return
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME}正开着。$\r$\n$\r$\n请存好正在办的事，关闭它的窗口，再点「重试」。" /SD IDCANCEL IDRETRY ask
  SetErrorLevel ${PROGRAM_IS_OPEN}
  Quit
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

Function .onInit
  SetShellVarContext current
  ; A Windows of 32 bits refuses this installer by itself.
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "${NAME}需要 64 位的 Windows 10 或更新的版本，没有安装。" /SD IDOK
    SetErrorLevel ${WINDOWS_TOO_OLD}
    Quit
  ${EndIf}
FunctionEnd

Function un.onInit
  SetShellVarContext current
FunctionEnd

Section "-program"
  ; The former version takes its own files away, so that none of them stays behind under an old name or in another
  ; folder.
  ReadRegStr $1 HKCU "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $1 == ""
    StrCpy $1 "$INSTDIR"
  ${EndIf}
  Call WaitUntilClosed
  ${If} ${FileExists} "$1\uninstall.exe"
    ExecWait '"$1\uninstall.exe" /S _?=$1' $0
    ${If} $0 != 0
      SetErrorLevel $0
      Quit
    ${EndIf}
    Delete "$1\uninstall.exe"
    RMDir "$1"
  ${EndIf}

  ClearErrors
  SetOutPath "$INSTDIR"
  File /r "${STAGE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "文件没有写全，${NAME}没有装好。请检查磁盘空间，或换一个文件夹再装一次。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}

  WriteRegStr HKCU "${APP_PATHS_KEY}" "" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Comments" "卸载不会删除案卷库"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${N_KIB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "un.program"
  StrCpy $1 "$INSTDIR"
  Call un.WaitUntilClosed
  !include "${UNINSTALL_LIST}"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey HKCU "${APP_PATHS_KEY}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  Delete "$INSTDIR\uninstall.exe"
  ; Goes only when nothing is left in it.
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  ${IfNot} ${Silent}
    MessageBox MB_OK|MB_ICONINFORMATION "${NAME}的程序已经移除。$\r$\n$\r$\n案卷库文件夹没有动，仍在原来的地方；那里面的案卷只有用口令或恢复表才能打开。"
  ${EndIf}
SectionEnd
