import type { Figure } from '#core/report/answer.ts'
import type { Dimension } from '#core/report/question.ts'
import { Headline } from '../../../ui/card.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { FileButtons } from '../file-buttons.tsx'
import { InOne, Rates } from '../rate/in-one.tsx'
import { type Asked, figureAddress, offered } from './address.ts'
import { Change, totalIn } from './tiles.tsx'
import { writePeriod, writeValue } from './value.ts'

type FigureHeadProps = {
	figure: Figure
	currency: string | null
	asked: Asked
	by: Dimension
	can: readonly Dimension[]
}

/** What a figure comes to and what has changed, and the ways to tell it apart. */
export function FigureHead({ figure, currency, asked, can }: FigureHeadProps) {
	const path = `/staff/figures/${figure.measure}`
	const total = totalIn(figure, currency)
	return (
		<>
			<Headline
				label={writePeriod(figure.period)}
				figure={writeValue(figure.unit, total?.value ?? 0n, currency)}
				note={
					<>
						{total && figure.compared ? (
							<>
								<Change figure={figure} value={total} />{' '}
								{say('figures.was', { value: writeValue(figure.unit, total.comparedValue, currency) })},{' '}
								{writePeriod(figure.compared)}
							</>
						) : null}
						<InOne of={figure.inOne} />
						<Rates sums={[figure.inOne]} />
					</>
				}
				action={
					<span className="flex flex-wrap gap-3">
						<FileButtons to={(ending) => figureAddress(`${path}.${ending}`, asked)} />
					</span>
				}
			/>
			<div className="mt-8">
				<Tabs
					label={say('figures.by')}
					tabs={offered
						.filter((dimension) => can.includes(dimension))
						.map((dimension) => ({
							href: figureAddress(path, asked, { by: dimension, key: undefined }),
							label: say(`figures.dimension.${dimension}`),
						}))}
				/>
			</div>
		</>
	)
}
