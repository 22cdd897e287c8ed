import { type IRunOptions, type ISpacingProperties, LineRuleType, TextRun } from 'docx'

/** Latin letters and digits in Times, everything else as offices write. */
function font(eastAsia: string) {
  return {
    ascii: 'Times New Roman',
    hAnsi: 'Times New Roman',
    cs: 'Times New Roman',
    eastAsia,
    hint: 'eastAsia',
  }
}

export const bodyFont = font('仿宋_GB2312')
export const headFont = font('宋体')
export const headingFont = font('黑体')

/** What stands in for a font that a machine has not: 仿宋 goes by three names, and everybody has 宋体. */
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,宋体"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font><w:font w:name="宋体"><w:altName w:val="SimSun"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font><w:font w:name="黑体"><w:altName w:val="SimHei,宋体"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font><w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`

/** Points in twentieths, as Word counts. */
export function twips(points: number): number {
  return Math.round(points * 20)
}

/** Sizes of type in half points: older programs read no other. */
export function halfPoints(points: number): number {
  return Math.round(points * 2)
}

export type RunStyle = Pick<IRunOptions, 'bold' | 'color' | 'characterSpacing' | 'font' | 'size'>

/** Text as it stands; the library takes some words among `children` for fields. */
export function docxText(text: string, style: RunStyle = {}): TextRun {
  return new TextRun({ ...style, text })
}

export function linesOf(text: string): readonly string[] {
  return text.split('\n')
}

/** Lines exactly so many points apart, whatever the font. */
export function exact(pitch: number): ISpacingProperties {
  return { line: twips(pitch), lineRule: LineRuleType.EXACT }
}

/** Width in characters: half for Latin letters and digits. Exact enough for what Word sets itself. */
export function emsOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (one.codePointAt(0)! < 0x2e80 ? 0.5 : 1), 0)
}
