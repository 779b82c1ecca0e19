import type { FoundLine } from '#core/contract/lines.ts'
import type { OwnValue } from '#core/own-field/read.ts'
import { TextLink } from '#portal/ui/link.tsx'
import { sayOwn as say } from '#portal/words/staff-own.ts'
import { OwnText } from './facts.tsx'

/** What stands in own fields of the lines shown, by their ids. */
export type LineOwn = { some: boolean; shown: Record<string, OwnValue[]>; mayWrite: boolean }

type LineOwnProps = { own: LineOwn; line: FoundLine; here: string }

/** Under the name of a line: its own fields, and the way to change them. */
export function LineOwnFacts({ own, line, here }: LineOwnProps) {
	return (
		<span className="block font-normal text-muted text-sm">
			{own.shown[line.id]?.map((value) => (
				<span key={value.key} className="block">
					{value.name}: <OwnText value={value} />
				</span>
			))}
			{own.mayWrite ? (
				<TextLink href={`${here}/fields?line=${line.id}`}>
					{say('own.title')} <span className="sr-only">{line.description}</span>
				</TextLink>
			) : null}
		</span>
	)
}
