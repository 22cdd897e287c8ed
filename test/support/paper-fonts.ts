import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { PaperFonts } from '../../src-main/platform/papers/sheet.ts'

/** The faces that papers are printed in, as the package brings them. */
export function paperFonts(): PaperFonts {
  const { resolve } = createRequire(import.meta.url)
  const read = (face: string) => readFileSync(resolve(`@expo-google-fonts/noto-serif-sc/${face}.ttf`))
  return { regular: read('400Regular/NotoSerifSC_400Regular'), bold: read('700Bold/NotoSerifSC_700Bold') }
}
