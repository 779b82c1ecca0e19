import { Page, Text, View } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import { words } from '../words/words.ts'
import { Closing, Terms } from './closing.tsx'
import { readable } from './colour.ts'
import { grid, ink } from './grid.ts'
import { Head } from './head.tsx'
import type { Leaf, Plan } from './plan.ts'
import { Table } from './table.tsx'

/**
 * One page. The plan has already dealt out what fits, so the library is told not to paginate (`wrap`), which would lay
 * everything out a second time; the page number is plain text, because the plan knows how many there are.
 */
export function LeafPage({ plan, leaf }: { plan: Plan; leaf: Leaf }): ReactNode {
	const { sheet, type } = plan
	return (
		<Page
			size="A4"
			wrap={false}
			style={{
				fontFamily: type.families,
				fontSize: grid.text,
				lineHeight: `${grid.line}pt`,
				color: ink.text,
			}}
		>
			<View style={{ height: grid.height, paddingTop: grid.top, paddingHorizontal: grid.left }}>
				{leaf.first ? <Head plan={plan} /> : <RunningHead plan={plan} />}
				{leaf.rows.length > 0 && <Table plan={plan} rows={leaf.rows} />}
				{leaf.closing && <Closing plan={plan} />}
				{leaf.terms.length > 0 && <Terms lines={leaf.terms} />}
				<Foot text={sheet.foot} page={words(sheet.language).paper.page(leaf.number, leaf.of)} />
			</View>
		</Page>
	)
}

function RunningHead({ plan: { sheet, company } }: { plan: Plan }): ReactNode {
	return (
		<View style={{ flexDirection: 'row', justifyContent: 'space-between', height: grid.runningHead }}>
			<Text style={{ fontWeight: 600, color: readable(sheet.brandColour) }}>{company[0]}</Text>
			<Text style={{ color: ink.quiet }}>{`${sheet.heading} ${sheet.number}`}</Text>
		</View>
	)
}

function Foot({ text, page }: { text: string; page: string }): ReactNode {
	return (
		<View
			style={{
				position: 'absolute',
				bottom: 26,
				left: grid.left,
				right: grid.left,
				flexDirection: 'row',
				justifyContent: 'space-between',
				fontSize: 7,
				color: ink.quiet,
			}}
		>
			<Text>{text}</Text>
			<Text>{page}</Text>
		</View>
	)
}
