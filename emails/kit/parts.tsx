import { Button, Column, Link, Row, Section, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import { inkOn, readable } from '../paper/colour.ts'
import type { Part } from './letter.ts'
import { paragraph, small } from './styles.ts'
import { light } from './theme.ts'

export function PrintedPart(props: { part: Part; brandColour: string; openInstead: string }): ReactNode {
	const { part } = props
	switch (part.kind) {
		case 'say':
			return (
				<Text className="text" style={paragraph}>
					{part.text}
				</Text>
			)
		case 'quiet':
			return (
				<Text className="quiet" style={{ ...small, margin: '0 0 16px', fontSize: 14 }}>
					{part.text}
				</Text>
			)
		case 'told':
			return (
				<Panel label={part.label}>
					<Text className="text" style={{ ...paragraph, margin: 0 }}>
						{part.text}
					</Text>
				</Panel>
			)
		case 'figure':
			return <Figure label={part.label} text={part.text} />
		case 'code':
			return <Code label={part.label} code={part.code} />
		case 'facts':
			return <Facts rows={part.rows} />
		case 'button':
			return <Press {...props} label={part.label} url={part.url} />
		case 'choices':
			return <Choices label={part.label} rows={part.rows} brandColour={props.brandColour} />
	}
}

function Panel({ label, children }: { label: string; children: ReactNode }): ReactNode {
	return (
		<Section
			className="panel"
			style={{ margin: '0 0 20px', padding: '14px 18px', backgroundColor: light.panel, borderRadius: 8 }}
		>
			<Text className="quiet" style={small}>
				{label}
			</Text>
			{children}
		</Section>
	)
}

function Figure({ label, text }: { label: string; text: string }): ReactNode {
	return (
		<Panel label={label}>
			<Text className="text" style={{ ...paragraph, margin: 0, fontSize: 28, lineHeight: '38px', fontWeight: 650 }}>
				{text}
			</Text>
		</Panel>
	)
}

const digits = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace"

function Code({ label, code }: { label: string; code: string }): ReactNode {
	return (
		<Panel label={label}>
			<Text
				className="text"
				style={{
					...paragraph,
					margin: 0,
					fontFamily: digits,
					fontSize: 32,
					lineHeight: '42px',
					letterSpacing: 6,
				}}
			>
				{code}
			</Text>
		</Panel>
	)
}

function Facts({ rows }: { rows: { label: string; value: string }[] }): ReactNode {
	return (
		<Section style={{ margin: '0 0 24px' }}>
			{rows.map(({ label, value }) => (
				<Row key={label} className="rule" style={{ borderBottom: `1px solid ${light.rule}` }}>
					<Column className="quiet" style={{ padding: '9px 12px 9px 0', fontSize: 15, color: light.quiet }}>
						{label}
					</Column>
					<Column
						className="text"
						style={{ padding: '9px 0', fontSize: 15, textAlign: 'right', color: light.text, fontWeight: 500 }}
					>
						{value}
					</Column>
				</Row>
			))}
		</Section>
	)
}

function Press(props: { label: string; url: string; brandColour: string; openInstead: string }): ReactNode {
	return (
		<Section style={{ margin: '4px 0 20px' }}>
			<Button
				className="button"
				href={props.url}
				style={{
					padding: '13px 24px',
					borderRadius: 8,
					backgroundColor: props.brandColour,
					color: inkOn(props.brandColour),
					fontSize: 16,
					fontWeight: 600,
				}}
			>
				{props.label}
			</Button>
			<Text className="quiet" style={{ ...small, marginTop: 16 }}>
				{props.openInstead}
				<br />
				<Link className="brand" href={props.url} style={{ color: readable(props.brandColour), wordBreak: 'break-all' }}>
					{props.url}
				</Link>
			</Text>
		</Section>
	)
}

type ChoicesProps = Pick<Extract<Part, { kind: 'choices' }>, 'label' | 'rows'> & { brandColour: string }

/** Each a line of its own, wide enough for a thumb. */
function Choices({ label, rows, brandColour }: ChoicesProps): ReactNode {
	return (
		<Section style={{ margin: '4px 0 20px' }}>
			<Text className="quiet" style={{ ...small, margin: '0 0 8px' }}>
				{label}
			</Text>
			{rows.map((row) => (
				<Row key={row.url} className="rule" style={{ borderBottom: `1px solid ${light.rule}` }}>
					<Column style={{ padding: 0 }}>
						<Link
							className="brand"
							href={row.url}
							style={{
								display: 'block',
								padding: '11px 0',
								fontSize: 16,
								fontWeight: 600,
								color: readable(brandColour),
							}}
						>
							<span aria-hidden="true" style={{ display: 'inline-block', width: 104, letterSpacing: 2 }}>
								{row.sign}
							</span>
							{row.label}
						</Link>
					</Column>
				</Row>
			))}
		</Section>
	)
}
