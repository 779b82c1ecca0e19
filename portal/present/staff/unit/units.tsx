import type { Unit } from '#core/unit/find.ts'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { sayUnit as say } from '../../../words/staff-units.ts'

/** All units with what they are, and who uses them. */
export function Units({ units, mayWrite }: { units: readonly Unit[]; mayWrite: boolean }) {
	const columns: Column<Unit>[] = [
		{
			key: 'name',
			title: say('unit.name'),
			cell: ({ name }) => <span className="font-semibold">{name}</span>,
			lead: true,
		},
		{ key: 'is', title: say('unit.is'), cell: sayIs },
		{
			key: 'sold',
			title: say('unit.sold'),
			cell: ({ whole }) => (whole ? say('unit.wholeOnly') : say('unit.inParts')),
		},
		{ key: 'code', title: say('unit.code'), cell: ({ code }) => <span className="font-mono">{code}</span> },
		{ key: 'used', title: say('unit.usedBy'), cell: sayUse },
		...(mayWrite
			? [{ key: 'act', title: say('unit.change'), cell: (unit: Unit) => <Acts unit={unit} /> } satisfies Column<Unit>]
			: []),
	]
	return <Table caption={say('unit.all')} quietCaption columns={columns} rows={units} keyOf={({ name }) => name} />
}

function sayIs({ base, numerator, denominator }: Unit): string {
	if (base === null) return say('unit.itself')
	const many = String(numerator)
	return denominator === 1n
		? say('unit.isSo', { many, base })
		: say('unit.isPart', { many, by: String(denominator), base })
}

function sayUse({ products, soldAlso, used }: Unit): string {
	const parts = [
		products > 0 && say('unit.products', { count: products }),
		soldAlso > 0 && say('unit.soldAlso', { count: soldAlso }),
		used && say('unit.inUse'),
	].filter(Boolean)
	return parts.length > 0 ? parts.join(', ') : say('unit.nobody')
}

function Acts({ unit }: { unit: Unit }) {
	const isFree = !unit.used && unit.products === 0 && unit.soldAlso === 0 && unit.name !== 'piece'
	return (
		<form method="post" className="flex flex-wrap items-center gap-3">
			<TextLink href={`?unit=${encodeURIComponent(unit.name)}#unit`}>
				{say('unit.change')} <span className="sr-only">{unit.name}</span>
			</TextLink>
			{isFree ? (
				<>
					<input type="hidden" name="name" value={unit.name} />
					<Button kind="quiet" size="small" name="intent" value="remove">
						{say('unit.remove')} <span className="sr-only">{unit.name}</span>
					</Button>
				</>
			) : null}
		</form>
	)
}
