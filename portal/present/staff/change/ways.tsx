import { LinkButton } from '#portal/ui/button.tsx'
import { sayAmend as say } from '#portal/words/staff-amend.ts'

/** What a change can be about, each with a form of its own; none in the address is all of them. */
export const ways = ['lines', 'add', 'discount', 'pause', 'terms', 'renew', 'end'] as const
export type Way = (typeof ways)[number]

const words = {
	lines: 'amend.lines',
	add: 'amend.add',
	discount: 'amend.discountTitle',
	pause: 'amend.pauseTitle',
	terms: 'amend.terms',
	renew: 'amend.renewTitle',
	end: 'amend.endTitle',
} as const

/** The ways to change a contract, one press away. `here`: the page without any. */
export function Ways({ here, chosen, ending }: { here: string; chosen: Way | undefined; ending: boolean }) {
	return (
		<nav aria-label={say('amend.ways')} className="-mx-4 mb-6 overflow-x-auto px-4 pb-1 sm:mx-0 sm:px-0">
			<ul className="flex min-w-max gap-2">
				{[undefined, ...ways].map((way) => (
					<li key={way ?? 'all'}>
						<LinkButton
							kind={way === chosen ? 'primary' : 'secondary'}
							size="small"
							href={way ? `${here}?what=${way}` : here}
							aria-current={way === chosen ? 'true' : undefined}
						>
							{say(way === 'end' && ending ? 'amend.undoTitle' : way ? words[way] : 'amend.everything')}
						</LinkButton>
					</li>
				))}
			</ul>
		</nav>
	)
}
