import { createRequire } from 'node:module'
import { Document, Font, Link, Page, renderToBuffer, Text, View } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import { ink } from '#emails/paper/grid.ts'
import type { Sheet } from '#emails/paper/sheet.ts'

/*
 * The reference of the paper bench: the same invoice written the way react-pdf's own examples are, a flex row per
 * line of the invoice with a Text per cell, a fixed table head, and page numbers by `render`. Same words, and the same
 * fonts opened a second time, so that it has no share in what ours remember.
 */

const files = createRequire(import.meta.url)
const noto = '@expo-google-fonts/noto-sans'
for (const [family, weight, file] of [
	['Plain', 400, `${noto}/400Regular/NotoSans_400Regular.ttf`],
	['Plain', 600, `${noto}/600SemiBold/NotoSans_600SemiBold.ttf`],
	['Plain Han', 400, `${noto}-sc/400Regular/NotoSansSC_400Regular.ttf`],
	['Plain Han', 600, `${noto}-sc/600SemiBold/NotoSansSC_600SemiBold.ttf`],
] as const) {
	Font.register({ family, src: files.resolve(file), fontWeight: weight })
}

export function renderPlainly(sheet: Sheet): Promise<Buffer> {
	return renderToBuffer(
		<Document title={sheet.title} language={sheet.language}>
			<Page size="A4" style={{ padding: 48, fontFamily: ['Plain', 'Plain Han'], fontSize: 9, color: ink.text }}>
				<Head sheet={sheet} />
				<View style={row} fixed>
					{sheet.columns.map((column, index) => (
						<Text key={column.title} style={{ ...cell(index), color: ink.quiet, fontSize: 7.5 }}>
							{column.title}
						</Text>
					))}
				</View>
				{sheet.rows.map((each) => (
					<View key={each.cells[0]} style={row} wrap={false}>
						<View style={cell(0)}>
							<Text style={{ fontWeight: 600 }}>{each.cells[0]}</Text>
							{each.details.map((detail) => (
								<Text key={detail} style={{ fontSize: 7.5, color: ink.quiet }}>
									{detail}
								</Text>
							))}
						</View>
						{sheet.columns.slice(1).map((column, index) => (
							<Text key={column.title} style={cell(index + 1)}>
								{each.cells[index + 1]}
							</Text>
						))}
					</View>
				))}
				<View style={{ alignSelf: 'flex-end', width: 226, marginTop: 18 }} wrap={false}>
					{sheet.sums.map(({ label, value }) => (
						<View key={label} style={{ flexDirection: 'row', justifyContent: 'space-between', paddingVertical: 3 }}>
							<Text>{label}</Text>
							<Text>{value}</Text>
						</View>
					))}
				</View>
				{sheet.blocks.map((block) => (
					<View key={block.label}>
						<Text style={{ color: ink.quiet }}>{block.label}</Text>
						{[...block.lines, ...(block.pairs ?? []).map(({ label, value }) => `${label}  ${value}`)].map((line) => (
							<Text key={line}>{line}</Text>
						))}
					</View>
				))}
				<View fixed style={{ position: 'absolute', bottom: 26, left: 48, right: 48, ...between, fontSize: 7 }}>
					<Text>{sheet.foot}</Text>
					<Text render={({ pageNumber, totalPages }) => `${pageNumber} / ${totalPages}`} />
				</View>
			</Page>
		</Document>,
	)
}

const between = { flexDirection: 'row', justifyContent: 'space-between' } as const
const row = { flexDirection: 'row', paddingVertical: 6, borderBottomWidth: 0.5, borderBottomColor: ink.rule } as const

const cell = (index: number) =>
	index === 0 ? ({ flexGrow: 1, flexBasis: 150 } as const) : ({ width: 66, textAlign: 'right' } as const)

function Head({ sheet }: { sheet: Sheet }): ReactNode {
	const { highlight } = sheet
	return (
		<>
			<View style={between}>
				<Text style={{ fontSize: 14, fontWeight: 600 }}>{sheet.company}</Text>
				<View>
					<Text style={{ fontSize: 20, fontWeight: 600 }}>{sheet.heading}</Text>
					<Text>{sheet.number}</Text>
				</View>
			</View>
			<View style={between}>
				{sheet.parties.map((block) => (
					<View key={block.label}>
						<Text style={{ color: ink.quiet }}>{block.label}</Text>
						<Text style={{ fontWeight: 600 }}>{block.strong}</Text>
						{block.lines.map((line) => (
							<Text key={line}>{line}</Text>
						))}
					</View>
				))}
			</View>
			<View style={between}>
				{sheet.facts.map(({ label, value }) => (
					<View key={label}>
						<Text style={{ fontSize: 7.5, color: ink.quiet }}>{label}</Text>
						<Text style={{ fontWeight: 600 }}>{value}</Text>
					</View>
				))}
			</View>
			<View style={{ ...between, padding: 16, backgroundColor: ink.faint, borderRadius: 6 }}>
				<View>
					<Text style={{ fontSize: 7.5, color: ink.quiet }}>{highlight.label}</Text>
					<Text style={{ fontSize: 17, fontWeight: 600 }}>{highlight.figure}</Text>
				</View>
				<Text>{highlight.remark}</Text>
				{highlight.link && <Link src={highlight.link.url}>{highlight.link.text}</Link>}
			</View>
		</>
	)
}
