import { Text, View } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import { grid, ink } from './grid.ts'
import { PrintedBlock } from './head.tsx'
import type { Plan } from './plan.ts'
import type { Sum } from './sheet.ts'

/** What closes a paper: how to pay and notes on the left, the sums on the right. */
export function Closing({ plan: { sheet, blocks } }: { plan: Plan }): ReactNode {
	return (
		<View style={{ flexDirection: 'row', justifyContent: 'space-between', marginTop: grid.gap }}>
			<View style={{ width: grid.blocks, gap: 10 }}>
				{blocks.map((block) => (
					<PrintedBlock key={block.label} block={block} width={grid.blocks} />
				))}
			</View>
			<View style={{ width: grid.sums }}>
				{sheet.sums.map((sum) => (
					<PrintedSum key={sum.label} sum={sum} />
				))}
			</View>
		</View>
	)
}

function PrintedSum({ sum }: { sum: Sum }): ReactNode {
	const strong = sum.weight === 'strong'
	return (
		<View
			style={{
				flexDirection: 'row',
				justifyContent: 'space-between',
				height: grid.sum + (strong ? 4 : 0),
				...(strong
					? { borderTopWidth: 0.5, borderTopColor: ink.rule, paddingTop: 4, fontSize: 10.5, fontWeight: 600 }
					: {}),
				...(sum.weight === 'quiet' ? { color: ink.quiet } : {}),
			}}
		>
			<Text>{sum.label}</Text>
			<Text>{sum.value}</Text>
		</View>
	)
}

/** Texts too long to stand beside the sums. */
export function Terms({ lines }: { lines: string[] }): ReactNode {
	return <Text style={{ marginTop: grid.line, color: ink.quiet }}>{lines.join('\n')}</Text>
}
