"""Nothing of a student's runs in a browser, a spreadsheet or a terminal."""
