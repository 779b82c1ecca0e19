import type { OwnValue } from '#core/own-field/read.ts'
import { Card, Section } from '#portal/ui/card.tsx'
import { Facts } from '#portal/ui/facts.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { sayOwn as say } from '#portal/words/staff-own.ts'
import { Day } from '../../display.tsx'
import { formatNumber } from '../../format.ts'

type OwnFactsProps = {
	values: readonly OwnValue[]
	/** Where they are changed, for who may; shown also while nothing stands in them. */
	edit?: string | undefined
}

/** What stands in the company's own fields; nothing at all where there is nothing to see or do. */
export function OwnFacts({ values, edit }: OwnFactsProps) {
	if (values.length === 0 && edit === undefined) return null
	return (
		<Section
			title={say('own.title')}
			id="own"
			actions={
				edit ? (
					<TextLink href={edit}>
						{say('own.edit')} <span className="sr-only">{say('own.title')}</span>
					</TextLink>
				) : null
			}
		>
			<Card>
				{values.length === 0 ? (
					<p className="text-muted">{say('own.none')}</p>
				) : (
					<Facts facts={values.map((value) => ({ name: value.name, value: <OwnText value={value} /> }))} />
				)}
			</Card>
		</Section>
	)
}

/** A value as a person reads it. */
export function OwnText({ value: { kind, text } }: { value: OwnValue }) {
	if (kind === 'date') return <Day on={text} />
	if (kind === 'number') return <span className="figures">{formatNumber('en', text)}</span>
	return <span className="break-words">{text}</span>
}
