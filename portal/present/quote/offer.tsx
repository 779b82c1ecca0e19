import type { FormMetadata } from '@conform-to/react'
import { useNavigate, useNavigation } from '@remix-run/react'
import { useRef, useState } from 'react'
import { PageForm, type usePageForm } from '#portal/page-form.tsx'
import { Button } from '#portal/ui/button.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { useTypedBefore } from '../form/typed-before.ts'
import { Accept, type AcceptFields } from './accept.tsx'
import { QuoteLines } from './lines.tsx'
import { chosenAddress, isId, type SaidQuote, type ShownQuote } from './shown.ts'
import { QuoteTerms } from './terms.tsx'
import { FirstInvoices, TotalBar, Totals } from './totals.tsx'

type OfferProps = {
	page: SaidQuote
	form: FormMetadata<AcceptFields, string[]>
	fields: ReturnType<typeof usePageForm<AcceptFields>>[1]
	mayDecide: boolean
	otherSigner: string | null
	contractsAt: string | undefined
	confirmation: { note: string; byCode: boolean; at: string } | null
}

/**
 * An open quote: one form from the choice to the signature. With script each choice is reckoned by the server as it is
 * made; without, a button does, and what does not fit what was seen is refused.
 */
export function Offer({ page, form, fields, mayDecide, otherSigner, contractsAt, confirmation }: OfferProps) {
	const say = useWords()
	const { preview, quote } = page
	const { chosen, choose, busy } = useChoice(page)
	const seen = useRef<HTMLInputElement>(null)
	useTypedBefore(seen, (typed) => {
		const ticked = [...typed].filter(([name]) => isChoice(name)).map(([, line]) => String(line))
		const lines = ticked.filter(isId)
		if (lines.length !== chosen.length || lines.some((line) => !chosen.includes(line))) choose(lines)
	})
	if (!preview) return null
	const optional = quote.lines.some((line) => line.optional)
	return (
		// What has the focus is not hidden under the bar that stays in view.
		<PageForm form={form} className="[&_button]:scroll-mb-32 [&_input]:scroll-mb-32 [&_summary]:scroll-mb-32">
			<input ref={seen} type="hidden" name="seen" value={preview.seen} />
			<QuoteLines page={page} chosen={chosen} onChoose={choose} />
			{optional ? (
				<noscript>
					<div className="mt-4">
						<Button kind="secondary" name="intent" value="preview" formNoValidate>
							{say('quote.recalculate')}
						</Button>
					</div>
				</noscript>
			) : null}
			<Totals page={page} preview={preview} />
			<QuoteTerms page={page} contractsAt={contractsAt} />
			<FirstInvoices page={page} preview={preview} />
			<Accept
				page={page}
				form={form}
				fields={fields}
				mayDecide={mayDecide}
				otherSigner={otherSigner}
				confirmation={confirmation}
			/>
			<TotalBar page={page} preview={preview} busy={busy} />
		</PageForm>
	)
}

const isChoice = (name: string) => name === 'line' || name.startsWith('choice[')

/** What is chosen, at once; and the page with its amounts as soon as the server has them. */
export function useChoice(page: ShownQuote, path = `/quotes/${page.quote.id}`) {
	const navigate = useNavigate()
	const navigation = useNavigation()
	const shown = page.preview?.chosen ?? []
	const [wanted, setWanted] = useState<{ lines: string[]; seen: string } | null>(null)
	const busy = navigation.state === 'loading' && navigation.location.pathname === path
	const choose = (lines: string[]) => {
		setWanted({ lines, seen: page.preview?.seen ?? '' })
		navigate(chosenAddress(path, lines), { replace: true, preventScrollReset: true })
	}
	// Until the answer is here the ticks are what was pressed, then what the server made of it.
	const chosen = wanted && (busy || wanted.seen === page.preview?.seen) ? wanted.lines : shown
	return { chosen, choose, busy }
}
