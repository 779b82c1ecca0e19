import { createRequire } from 'node:module'
import { Font } from '@react-pdf/renderer'
import { type Face, remember } from './face.ts'

/*
 * Whole TTF files, subset by the library into each PDF. Noto Sans covers Latin with Vietnamese marks, Cyrillic and
 * Greek; Noto Sans SC, ten megabytes a weight, is opened only for a paper that has letters the first one lacks.
 */

export type Weight = 400 | 600

const files = createRequire(import.meta.url)

const sources: Record<string, Record<Weight, string>> = {
	Paper: {
		400: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
		600: '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
	},
	'Paper Han': {
		400: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
		600: '@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf',
	},
}

for (const [family, weights] of Object.entries(sources)) {
	for (const weight of [400, 600] as const) {
		Font.register({ family, src: files.resolve(weights[weight]), fontWeight: weight })
	}
}

// Lines are broken in lines.ts, by measure; the library would only cut words and put hyphens into Chinese.
Font.registerHyphenationCallback((word) => [word])

const opened = new Map<unknown, Face>()

/** The opened font file of a family, for measuring; the same one that the library sets with. */
export async function openFace(fontFamily: 'Paper' | 'Paper Han', fontWeight: Weight): Promise<Face> {
	await Font.load({ fontFamily, fontWeight })
	const file: unknown = Font.getFont({ fontFamily, fontWeight })?.data
	if (!isFace(file)) throw new Error(`The font ${fontFamily} ${fontWeight} did not open`)
	const face = opened.get(file) ?? remember(file)
	opened.set(file, face)
	return face
}

// The library's types do not say that the opened file can be asked for glyphs.
const isFace = (file: unknown): file is Face => typeof file === 'object' && file !== null && 'glyphForCodePoint' in file
