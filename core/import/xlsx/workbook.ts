import { refuse } from '../../refusal.ts'
import { attribute, elements, richText, textOfPart } from './xml.ts'
import type { Archive } from './zip.ts'

/** What the cells of a sheet refer to. */
export type Workbook = {
	sheets: { name: string; part: string; hidden: boolean }[]
	strings: string[]
	/** For each cell format, whether it shows a number as a day. */
	dayFormats: boolean[]
	/** Days are counted from 1904 (old Macintosh files). */
	from1904: boolean
}

/** Texts of a whole workbook are kept in memory; beyond this much it is not read. */
const mostText = 100_000_000

export async function readWorkbook(archive: Archive): Promise<Workbook> {
	const part = await findWorkbook(archive)
	const text = await textOfPart(archive.open(part))
	const folder = part.replace(/[^/]*$/, '')
	const targets = await readRelations(archive, part)
	const find = (type: string) => [...targets.values()].find((target) => target.type.endsWith(`/${type}`))?.part
	return {
		sheets: tags(text, 'sheet').flatMap((tag) => {
			const target = targets.get(attribute(tag, 'id') ?? '')
			if (!target) return []
			return [
				{
					name: attribute(tag, 'name') ?? '',
					part: target.part,
					hidden: (attribute(tag, 'state') ?? 'visible') !== 'visible',
				},
			]
		}),
		strings: await readStrings(archive, find('sharedStrings') ?? `${folder}sharedStrings.xml`),
		dayFormats: await readDayFormats(archive, find('styles') ?? `${folder}styles.xml`),
		from1904: tags(text, 'workbookPr').some((tag) => ['1', 'true'].includes(attribute(tag, 'date1904') ?? '')),
	}
}

async function findWorkbook(archive: Archive): Promise<string> {
	const relations = await readRelations(archive, '')
	const main = [...relations.values()].find((target) => target.type.endsWith('/officeDocument'))?.part
	if (main && archive.has(main)) return main
	if (archive.has('xl/workbook.xml')) return 'xl/workbook.xml'
	refuse(archive.has('content.xml') ? 'import.open_document' : 'import.damaged', {})
}

type Target = { type: string; part: string }

async function readRelations(archive: Archive, part: string): Promise<Map<string, Target>> {
	const folder = part.replace(/[^/]*$/, '')
	const name = `${folder}_rels/${part.slice(folder.length)}.rels`
	const targets = new Map<string, Target>()
	if (!archive.has(name)) return targets
	for (const tag of tags(await textOfPart(archive.open(name)), 'Relationship')) {
		const target = attribute(tag, 'Target') ?? ''
		const path = target.startsWith('/') ? target.slice(1) : resolvePath(folder + target)
		targets.set(attribute(tag, 'Id') ?? '', { type: attribute(tag, 'Type') ?? '', part: path })
	}
	return targets
}

function resolvePath(path: string): string {
	const parts: string[] = []
	for (const part of path.split('/')) {
		if (part === '..') parts.pop()
		else if (part !== '.' && part !== '') parts.push(part)
	}
	return parts.join('/')
}

async function readStrings(archive: Archive, part: string): Promise<string[]> {
	const strings: string[] = []
	if (!archive.has(part)) return strings
	let size = 0
	for await (const found of elements(archive.open(part), 'si')) {
		for (const element of found) {
			const text = richText(element)
			size += text.length
			strings.push(text)
		}
		if (size > mostText) refuse('import.too_large_unpacked', {})
	}
	return strings
}

/** Built-in formats that show days: ECMA-376 part 1, 18.8.30, with those of East Asian editions. */
function isBuiltInDay(id: number): boolean {
	return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)
}

async function readDayFormats(archive: Archive, part: string): Promise<boolean[]> {
	if (!archive.has(part)) return []
	const text = await textOfPart(archive.open(part))
	const own = new Map<number, boolean>()
	for (const tag of tags(text, 'numFmt'))
		own.set(Number(attribute(tag, 'numFmtId')), showsDay(attribute(tag, 'formatCode') ?? ''))
	const cellFormats = /<(?:[\w.-]+:)?cellXfs[\s>].*?<\/(?:[\w.-]+:)?cellXfs>/s.exec(text)?.[0] ?? ''
	return tags(cellFormats, 'xf').map((tag) => {
		const id = Number(attribute(tag, 'numFmtId') ?? 0)
		return own.get(id) ?? isBuiltInDay(id)
	})
}

/** Whether a format code shows a year or a day, outside of quoted text, escapes and conditions. */
export function showsDay(code: string): boolean {
	const bare = code
		.replace(/"[^"]*"/g, '')
		.replace(/\\./g, '')
		.replace(/\[[^\]]*\]/g, '')
		.replace(/_./g, '')
	return /[ydeg]|mmm/i.test(bare.replace(/general/gi, '').replace(/E[+-]/g, ''))
}

function tags(text: string, name: string): string[] {
	return text.match(new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])[^>]*>`, 'g')) ?? []
}
