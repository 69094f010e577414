@rem Opens the office that lies in the folder "office" beside this file; makes it there on the first start.
@start "" "%~dp0appraisal-desk.exe" --office "%~dp0office" %*
