/** What may be wrong with a file or a cell, and the way out. */
export const cellsEn = {
  'sheets.error.not_a_workbook':
    'This file is no Excel workbook or CSV. Open it in Excel and save it as Excel Workbook (.xlsx).',
  'sheets.error.old_format':
    'The file has an old or another format (.xls, .ods). Open it in Excel and save it as Excel Workbook (.xlsx).',
  'sheets.error.encrypted':
    'The file is protected by a password. Open it in Excel, remove the password (File › Info › Protect Workbook), save, and upload again.',
  'sheets.error.zip_bomb':
    'The file grows too large when opened and was refused for safety. Copy the data into a new file and upload that.',
  'sheets.error.damaged':
    'The file is damaged, often by an incomplete copy. Open it in Excel, save it again and upload.',
  'sheets.error.too_large':
    'The file is too large. Remove pictures and sheets that are not needed, or split it.',
  'sheets.error.too_many_rows': 'The sheet has too many rows. Split it into files of at most 200,000 rows.',
  'sheets.error.too_many_columns': 'The sheet has too many columns. Keep only those to import.',
  'sheets.error.no_table':
    'This is a Word file without a table to read. Choose one whose list is a table, or download the template, fill it in and upload it.',
  'sheets.error.empty': 'The file holds no data. Check that you chose the right one.',
  'sheets.warning.macros': 'The file holds macros; they are not run.',
  'sheets.warning.formulas':
    '{count, number} cells in “{sheet}” are formulas; the result kept when saving is taken.',
  'sheets.warning.hidden_sheet': 'Sheet “{sheet}” is hidden and was not read.',
  'sheets.warning.hidden_rows': '{count, number} hidden rows in “{sheet}” are read all the same.',
  'sheets.warning.old_font':
    'Some text was typed in an old font (TCVN3 or VNI) and was converted to Unicode. Check names and addresses.',
  'sheets.warning.guessed_encoding':
    'The encoding of the CSV was guessed. If marks look wrong, save it as CSV UTF-8.',
  'sheets.cell.required': 'Missing; please fill in.',
  'sheets.cell.not_a_date': '“{text}” is no date. Write day/month/year, such as 05/03/1990.',
  'sheets.cell.impossible_date': '“{text}” is not in the calendar. Check day and month.',
  'sheets.cell.incomplete_date': '“{text}” lacks day, month or year.',
  'sheets.cell.not_a_year': '“{text}” is no year. Write four digits, such as 1990.',
  'sheets.cell.not_a_number': '“{text}” is no number.',
  'sheets.cell.not_a_flag': '“{text}” is neither yes nor no. Put an x or leave it empty.',
  'sheets.cell.not_a_choice': '“{text}” is not in the list. Choose one of: {allowed}.',
  'sheets.cell.not_a_national_id':
    '“{text}” is neither a citizen number (12 digits) nor an old identity card (9 digits).',
  'sheets.cell.not_a_phone': '“{text}” is no telephone number.',
  'sheets.cell.not_a_name':
    '“{text}” is not a name: only letters, spaces, full stops, hyphens and apostrophes.',
  'sheets.cell.several_marks': 'Several columns are marked ({labels}); only one may be.',
  'sheets.cell.several_dates': 'Several columns hold a date ({labels}); only one may.',
  'sheets.cell.formula_without_value':
    'The formula was never calculated. Open the file in Excel and save it, or type the value.',
  'sheets.cell.formula_error': 'The formula gives {text}. Correct it or type the value.',
  'sheets.cell.too_long': 'Longer than {limit, number} characters.',
  'sheets.cell.leading_zero_restored': 'A leading zero was put back: {value}.',
  'sheets.cell.old_national_id': 'An old identity card of 9 digits; the citizen number should be added.',
  'sheets.cell.first_day_taken': 'Only “{text}” is given; its first day is taken.',
  'sheets.cell.two_digit_year': 'The year has two digits; read as {value}.',
  'sheets.cell.old_font_converted': 'Converted from an old font; please check.',
  'imports.cell.future_date': 'The date lies in the future.',
  'imports.cell.before_birth': 'Earlier than the birth date.',
  'imports.cell.date_order': 'The end is earlier than the beginning.',
  'imports.cell.out_of_range': 'Must be between {least} and {most}.',
  'imports.cell.unknown_code': 'There is no code “{text}”. Please check it.',
  'imports.cell.unknown_name': 'There is no “{text}” in the system. Please check the name.',
  'imports.cell.duplicate_in_file': 'The same as row {row}.',
  'imports.cell.duplicate_number': 'Row {row} has this number too; two people cannot share one.',
  'imports.cell.taken_number': 'This number belongs to somebody else.',
  'imports.cell.possible_duplicate': 'This may be a stored record. Compare the two and decide.',
  'imports.cell.by_hand': 'The stored version was entered by hand. Compare the two and decide.',
} as const
