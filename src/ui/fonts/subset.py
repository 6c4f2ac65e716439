"""Makes the two font files of this folder from @fontsource/be-vietnam-pro.

The published files hold hints and letters our pages never show, and no figures of one width. A public page
has 60 kB for everything, and columns of numbers must line up, so: Vietnamese and English letters only, no
hints, and a `tnum` feature built from the font's own figures. Other Latin letters come from the package.

    apt-get install python3-fonttools python3-brotli   # fonttools 4.38
    /usr/bin/python3 src/ui/fonts/subset.py             # from the root of the repository
"""

import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.merge import Merger
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SOURCE = Path('node_modules/@fontsource/be-vietnam-pro/files')
TARGET = Path('src/ui/fonts')
LATIN = ''.join(map(chr, range(32, 127))) + '\u00a0§©«»°±²³·×ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý–—‘’“”•…€−'
VIETNAMESE = (
    'ĂăĐđĨĩŨũƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ₫'
)
# One width for all figures, in thousandths of the size: that of the nought, which most are close to.
FIGURE_WIDTH = {400: 676, 600: 692}


def part(name: str, weight: int, letters: str, folder: str) -> str:
    font = TTFont(SOURCE / f'be-vietnam-pro-{name}-{weight}-normal.woff2')
    missing = [letter for letter in letters if ord(letter) not in font.getBestCmap()]
    if missing:
        raise SystemExit(f'{name} {weight} lacks {missing}')
    options = subset.Options()
    options.hinting = False
    options.layout_features = ['kern']
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ['gasp']
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = None
    path = f'{folder}/{name}-{weight}.ttf'
    font.save(path)
    return path


def add_tabular_figures(font: TTFont, width: int) -> None:
    names = [font.getBestCmap()[ord(figure)] for figure in '0123456789']
    order = font.getGlyphOrder()
    for name in names:
        advance = font['hmtx'][name][0]
        shift = round((width - advance) / 2)
        pen = TTGlyphPen(font.getGlyphSet())
        pen.addComponent(name, (1, 0, 0, 1, shift, 0))
        glyph = pen.glyph()
        font['glyf'][f'{name}.tnum'] = glyph
        glyph.recalcBounds(font['glyf'])
        font['hmtx'][f'{name}.tnum'] = (width, glyph.xMin)
    font.setGlyphOrder(order if f'{names[0]}.tnum' in order else order + [f'{name}.tnum' for name in names])
    font['maxp'].numGlyphs = len(font.getGlyphOrder())
    rules = '\n'.join(f'  sub {name} by {name}.tnum;' for name in names)
    addOpenTypeFeaturesFromString(font, f'feature tnum {{\n{rules}\n}} tnum;', tables=['GSUB'])


for weight, width in FIGURE_WIDTH.items():
    with tempfile.TemporaryDirectory() as folder:
        parts = [part('latin', weight, LATIN, folder), part('vietnamese', weight, VIETNAMESE, folder)]
        font = Merger().merge(parts)
    add_tabular_figures(font, width)
    font.flavor = 'woff2'
    path = TARGET / f'be-vietnam-pro-{weight}.woff2'
    font.save(path)
    print(path, path.stat().st_size)
