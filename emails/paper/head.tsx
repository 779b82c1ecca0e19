import { Link, Text, View } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import { inkOn, readable, tint } from './colour.ts'
import { grid, ink } from './grid.ts'
import { factWidth, type Plan, type SetBlock } from './plan.ts'
import { Rules } from './rules.tsx'

/** The head of the first page: who, to whom, when, and the one figure that matters. */
export function Head({ plan }: { plan: Plan }): ReactNode {
	const { sheet, company, parties } = plan
	return (
		<>
			<View style={{ flexDirection: 'row', justifyContent: 'space-between', height: grid.head }}>
				<Text style={{ fontSize: 14, fontWeight: 600, lineHeight: '18pt', color: readable(sheet.brandColour) }}>
					{company.join('\n')}
				</Text>
				<View style={{ alignItems: 'flex-end' }}>
					<Text style={{ fontSize: 20, fontWeight: 600, lineHeight: '24pt' }}>{sheet.heading}</Text>
					<Text style={{ fontSize: 10, color: ink.quiet, lineHeight: '14pt' }}>{sheet.number}</Text>
				</View>
			</View>
			<View
				style={{
					flexDirection: 'row',
					justifyContent: 'space-between',
					height: Math.max(0, ...parties.map((block) => block.height)) + grid.gap,
				}}
			>
				{parties.map((block) => (
					<PrintedBlock key={block.label} block={block} width={grid.inner / 2 - grid.gap / 2} />
				))}
			</View>
			<Facts plan={plan} />
			<Highlight plan={plan} />
		</>
	)
}

export function PrintedBlock({ block, width }: { block: SetBlock; width: number }): ReactNode {
	return (
		<View style={{ width, height: block.height }}>
			<Text style={{ fontSize: grid.small, color: ink.quiet, marginBottom: 3 }}>{block.label}</Text>
			{block.strong && <Text style={{ fontWeight: 600 }}>{block.strong}</Text>}
			{block.lines.length > 0 && <Text>{block.lines.join('\n')}</Text>}
			{block.pairs && block.pairs.length > 0 && (
				<View style={{ flexDirection: 'row' }}>
					<Text style={{ color: ink.quiet, marginRight: 10 }}>{block.pairs.map(({ label }) => label).join('\n')}</Text>
					<Text>{block.pairs.map(({ value }) => value).join('\n')}</Text>
				</View>
			)}
		</View>
	)
}

function Facts({ plan: { facts, type } }: { plan: Plan }): ReactNode {
	const height = facts.length * grid.factRow
	return (
		<View style={{ height: height + grid.gap }}>
			<Rules at={[0, height + 1]} width={grid.inner} />
			{facts.map((row, index) => (
				<View
					key={row.map(({ label }) => label).join()}
					style={{ flexDirection: 'row', gap: 24, position: 'absolute', top: 5 + index * grid.factRow }}
				>
					{row.map((fact) => (
						<View key={fact.label} style={{ width: factWidth(fact, type) + 1 }}>
							<Text style={{ fontSize: grid.small, color: ink.quiet }}>{fact.label}</Text>
							<Text style={{ fontWeight: 600 }}>{fact.value}</Text>
						</View>
					))}
				</View>
			))}
		</View>
	)
}

function Highlight({ plan: { sheet } }: { plan: Plan }): ReactNode {
	const { label, figure, remark, link } = sheet.highlight
	return (
		<View
			style={{
				flexDirection: 'row',
				justifyContent: 'space-between',
				alignItems: 'center',
				height: grid.highlight,
				marginBottom: grid.gap,
				paddingHorizontal: 16,
				borderRadius: 6,
				backgroundColor: tint(sheet.brandColour, 0.07),
			}}
		>
			<View>
				<Text style={{ fontSize: grid.small, color: ink.quiet }}>{label}</Text>
				<Text style={{ fontSize: 17, fontWeight: 600, lineHeight: '24pt' }}>{figure}</Text>
			</View>
			<View style={{ flexDirection: 'row', alignItems: 'center', gap: 16 }}>
				<Text>{remark}</Text>
				{link && (
					<Link
						src={link.url}
						style={{
							backgroundColor: sheet.brandColour,
							color: inkOn(sheet.brandColour),
							borderRadius: 4,
							paddingVertical: 7,
							paddingHorizontal: 14,
							fontWeight: 600,
							textDecoration: 'none',
						}}
					>
						{link.text}
					</Link>
				)}
			</View>
		</View>
	)
}
