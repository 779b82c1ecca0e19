import { TextLink } from '../../../ui/link.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { type Asked, figureAddress } from './address.ts'

/** What no field of the form says: to whom the figures are narrowed, and which of their rows are shown. */
export type OnlyOf = {
	names: string[]
	over?: string | undefined
	under?: string | undefined
	limit?: number | undefined
}

export function Only({ of, path, asked }: { of: OnlyOf | null; path: string; asked: Asked }) {
	if (!of) return null
	const { names, over, under, limit } = of
	const parts = [
		names.length > 0 ? say('figures.onlyOf', { names: names.join(', ') }) : '',
		over === undefined ? '' : say('figures.onlyOver', { value: over }),
		under === undefined ? '' : say('figures.onlyUnder', { value: under }),
		limit === undefined ? '' : say('figures.onlyFirst', { count: limit }),
	].filter(Boolean)
	return (
		<p className="mb-4 text-muted">
			{parts.map((part) => `${part}. `)}
			<TextLink href={figureAddress(path, asked, { only: undefined })}>{say('figures.onlyAll')}</TextLink>
		</p>
	)
}
