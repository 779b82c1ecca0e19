import { Canvas, Link, Page, Text, View } from '@react-pdf/renderer'
import type { ReactNode } from 'react'
import { drawn } from './file.ts'
import { grid, ink } from './grid.ts'
import { heightOf, type Placed, type PlacedText, type Run } from './placed.ts'

/**
 * One page of the library's elements. Each has its place and size, so nothing is measured, wrapped or paginated a
 * second time (`wrap`).
 */
export function LeafPage({ placed, families }: { placed: Placed; families: string[] }): ReactNode {
	const { panels, rules, strokes, code, parts, link } = placed
	const texts = parts.flatMap((part) => (part.kind === 'text' ? [part] : [...part.heads, ...part.columns]))
	return (
		<Page size="A4" wrap={false} style={{ fontFamily: families, fontSize: grid.text, color: ink.text }}>
			<View style={{ height: grid.height }}>
				{panels.map(({ left, top, width, height, colour, radius }) => (
					<View
						key={`${left} ${top}`}
						style={{ ...at(left, top, width), height, backgroundColor: colour, borderRadius: radius }}
					/>
				))}
				{rules.length > 0 && <Rules rules={rules} />}
				{strokes && <Strokes strokes={strokes} />}
				{code && <Code code={code} />}
				<View id={drawn} style={at(0, 0, 0)} />
				{texts.map((text) => (
					<Words key={`${text.left} ${text.top} ${text.side}`} text={text} />
				))}
				{link && <Link src={link.url} style={{ ...at(link.left, link.top, link.width), height: link.height }} />}
			</View>
		</Page>
	)
}

const at = (left: number, top: number, width: number) =>
	({ position: 'absolute', left: grid.left + left, top, width }) as const

// A hair of room on every side: the layout drops a line that fills its box to the last digit.
const hair = 5

function Words({ text }: { text: PlacedText }): ReactNode {
	const { left, top, width, side = 'left', runs } = text
	const style = {
		...at(side === 'right' ? left - hair : left, top, width + hair),
		height: heightOf(runs) + hair,
		textAlign: side,
	}
	const [only, second] = runs
	if (only && !second)
		return (
			<Text id={drawn} style={{ ...style, ...dress(only) }}>
				{readable(only.text, side)}
			</Text>
		)
	return (
		<Text id={drawn} style={style}>
			{keyed(runs).map(({ run, key }) => (
				<Text key={key} style={dress(run)}>
					{readable(run.text, side)}
				</Text>
			))}
		</Text>
	)
}

/** A space at the end of every line, unseen: read aloud or copied, the words of two lines do not run together. */
const readable = (text: string, side: 'left' | 'right') => (side === 'left' ? text.replaceAll('\n', ' \n') : text)

/** Runs never move; they are known by their places. */
const keyed = (runs: Run[]) => runs.map((run, index) => ({ run, key: `run ${index}` }))

const dress = ({ size, leading, weight, colour }: Run) => ({
	fontSize: size,
	lineHeight: `${leading}pt`,
	...(weight ? { fontWeight: weight } : {}),
	...(colour ? { color: colour } : {}),
})

/** All rules of the page, drawn in one go. */
function Rules({ rules }: { rules: Placed['rules'] }): ReactNode {
	return (
		<Canvas
			style={{ ...at(0, 0, grid.inner), height: grid.height }}
			paint={(painter) => {
				painter.lineWidth(0.5).strokeColor(ink.rule)
				for (const { top, left, width } of rules)
					painter
						.moveTo(left, top)
						.lineTo(left + width, top)
						.stroke()
				return null
			}}
		/>
	)
}

/** The box in which a signature is drawn on the screen. */
const drawingWidth = 600

/** A signature as it was drawn: `M12 80L14 82`, moves and lines only. */
function Strokes({ strokes }: { strokes: NonNullable<Placed['strokes']> }): ReactNode {
	const scale = strokes.width / drawingWidth
	return (
		<Canvas
			style={{ ...at(strokes.left, strokes.top, strokes.width), height: strokes.width / 3 }}
			paint={(painter) => {
				painter.lineWidth(1.2).strokeColor(ink.text).lineJoin('round').lineCap('round')
				for (const [, step, x, y] of strokes.path.matchAll(/([ML])([\d.]+) ([\d.]+)/g)) {
					if (step === 'M') painter.moveTo(Number(x) * scale, Number(y) * scale)
					else painter.lineTo(Number(x) * scale, Number(y) * scale)
				}
				painter.stroke()
				return null
			}}
		/>
	)
}

/** A code of dark squares, drawn in one go: each run of a row as one bar, a hair too wide, so that no light shows between. */
function Code({ code }: { code: NonNullable<Placed['code']> }): ReactNode {
	const side = code.width / code.rows.length
	return (
		<Canvas
			style={{ ...at(code.left, code.top, code.width), height: code.width }}
			paint={(painter) => {
				painter.fillColor(ink.text)
				for (const [index, row] of code.rows.entries())
					for (const run of row.matchAll(/1+/g))
						painter.rect(run.index * side, index * side, run[0].length * side + 0.05, side + 0.05)
				painter.fill()
				return null
			}}
		/>
	)
}
