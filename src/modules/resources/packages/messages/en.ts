import type { vi } from './vi.ts'

export const en: { readonly [K in keyof typeof vi]: string } = {
  'resources.packages.standard.scorm_1.2': 'SCORM 1.2',
  'resources.packages.standard.scorm_2004': 'SCORM 2004',
  'resources.packages.standard.cmi5': 'cmi5',
  'resources.packages.standard.xapi': 'xAPI (Tin Can)',
  'resources.packages.standard.h5p': 'H5P',
  'resources.packages.standard.ims': 'IMS content package',
  'resources.packages.standard.html': 'HTML pages',

  'resources.packages.play': 'Open the lesson',
  'resources.packages.title': 'Package: {title}',
  'resources.packages.items_count':
    '{count, plural, =0 {no parts} one {1 part} other {{count} parts}} · {standard}',
  'resources.packages.contents': 'Contents',
  'resources.packages.frame': 'Lesson: {title}',
  'resources.packages.untitled': 'Part {number}',
  'resources.packages.elsewhere_lead':
    'This part lies at {host}, outside the package. It opens in another window and does not know who is looking.',
  'resources.packages.open_elsewhere': 'Open {host}',
  'resources.packages.full_screen': 'Full screen',
  'resources.packages.own_window': 'Open in its own window',
  'resources.packages.no_script':
    'A packaged lesson needs JavaScript. Turn JavaScript on for this page, or download the package.',
  'resources.packages.sitting':
    'Preview: results are kept for this sitting only and sent to nobody. The lesson does not learn your name and loads nothing from outside the package.',
  'resources.packages.waiting': 'The package is being opened',
  'resources.packages.waiting_lead': 'A large package takes some minutes. This page opens again by itself.',
  'resources.packages.not_opened': 'This package cannot be opened',
  'resources.packages.download': 'Download the package',
  'resources.packages.back': 'Back to the resource',
  'resources.packages.status.ready': 'No result reported yet',
  'resources.packages.status.begun': 'The lesson has begun',
  'resources.packages.status.incomplete': 'Under way',
  'resources.packages.status.browsed': 'Looked through',
  'resources.packages.status.completed': 'Completed',
  'resources.packages.status.passed': 'Passed',
  'resources.packages.status.failed': 'Failed',
  'resources.packages.status.score': 'score {score}',
  'resources.packages.expired': 'The time to look at this is over. Open the page of the resource again.',
  'resources.packages.not_there': 'The package has no such file, or may no longer be looked at.',

  'resources.packages.fault.unreadable':
    'The server cannot read this package. Download it to open it; its author may export it again and upload it.',
  'resources.packages.fault.damaged':
    'The ZIP is damaged and cannot be read{entry, select, none {} other {: {entry}}}.',
  'resources.packages.fault.climbs': 'The name “{entry}” leads out of the package (“..”). Pack it again.',
  'resources.packages.fault.absolute':
    'The name “{entry}” in the package is an absolute path. Pack it again with relative paths.',
  'resources.packages.fault.drive':
    'The name “{entry}” in the package names a drive. Pack it again with relative paths.',
  'resources.packages.fault.name': 'The name “{entry}” in the package is empty or has control characters.',
  'resources.packages.fault.long_name': 'The name “{entry}” in the package is longer than 500 characters.',
  'resources.packages.fault.link':
    '“{entry}” in the package is a symbolic link, not a file. Pack it again with the file itself.',
  'resources.packages.fault.encrypted':
    '“{entry}” in the package is encrypted. Pack it again without a password.',
  'resources.packages.fault.method':
    '“{entry}” in the package is compressed in a way that cannot be read (number {method}). Pack it as an ordinary ZIP.',
  'resources.packages.fault.duplicate': 'The package has two files of the name “{entry}”.',
  'resources.packages.fault.too_many': 'The package has too many files (at most {limit, number}).',
  'resources.packages.fault.too_large': 'Unpacked, the package is larger than is taken, at “{entry}”.',
  'resources.packages.fault.bomb':
    '{entry, select, none {The package} other {“{entry}” in the package}} unpacks to {ratio, number} times its size, as a ZIP bomb does, so the package is not opened.',
  'resources.packages.fault.nested':
    'The archive “{entry}” in the package holds archives many layers deep or unpacks too large, so the package is not opened.',
  'resources.packages.fault.too_long':
    'Reading the manifest of the package takes too much time or memory, so the package is not opened. Export a smaller one.',
  'resources.packages.fault.no_manifest':
    'The ZIP has no imsmanifest.xml (SCORM), cmi5.xml, tincan.xml (xAPI), h5p.json or index.html in its first folder, so it is not a package that can be played here. It can still be downloaded.',
  'resources.packages.fault.manifest_large': 'The file “{entry}” in the package is too large to be read.',
  'resources.packages.fault.not_xml': '“{entry}” in the package is not well-formed XML: {reason}',
  'resources.packages.fault.not_json': '“{entry}” in the package is not well-formed JSON.',
  'resources.packages.fault.doctype':
    '“{entry}” in the package declares a DOCTYPE or ENTITY. It could pull in other files and is not taken; take it out.',
  'resources.packages.fault.not_manifest': '“{entry}” in the package is not the manifest its name says.',
  'resources.packages.fault.no_launch': 'The manifest “{entry}” names no file to begin with.',
  'resources.packages.fault.launch_missing':
    'The file “{href}” that the manifest begins with is not in the package.',
  'resources.packages.fault.library_missing':
    'The H5P package lacks the library “{library}”. Export it again with its libraries.',
  'resources.check.package': 'The package “{file}” cannot be opened to look at. Replace it by a mended one.',
  'resources.check.archive':
    'The ZIP “{file}” is not a packaged lesson: readers can only download it, not look at it first.',
  'resources.action.keep-package': 'Keep a package',
}
