import type { FormMetadata } from '@conform-to/react'
import { bound, useIsSending, type usePageForm } from '#portal/page-form.tsx'
import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Card, Section } from '#portal/ui/card.tsx'
import { Checkbox } from '#portal/ui/choice.tsx'
import { Input } from '#portal/ui/field.tsx'
import { FormProblems } from '#portal/ui/form-problems.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import type { SaidQuote } from './shown.ts'
import { SignaturePad } from './signature-pad.tsx'

export type AcceptFields = { name: string; consent: string; drawing: string }

type AcceptProps = {
	page: SaidQuote
	form: FormMetadata<AcceptFields, string[]>
	fields: ReturnType<typeof usePageForm<AcceptFields>>[1]
	mayDecide: boolean
	/** Said where somebody else is to sign. */
	otherSigner: string | null
	/** A code that must be entered before, and where it is mailed. */
	confirmation: { note: string; byCode: boolean; at: string } | null
}

/** The end of the form that carries the choice: name, drawn signature, consent. */
export function Accept({ page, form, fields, mayDecide, otherSigner, confirmation }: AcceptProps) {
	const say = useWords()
	const busy = useIsSending('accept')
	return (
		<Section title={say('quote.accept')} id="accept" intro={say('quote.acceptNote')}>
			<FormProblems errors={form.errors} />
			{!mayDecide ? (
				<Notice action={<LinkButton href="/sign-in">{say('quote.signIn')}</LinkButton>}>{say('quote.viewOnly')}</Notice>
			) : otherSigner ? (
				<Notice>{otherSigner}</Notice>
			) : confirmation ? (
				<Notice
					kind="warn"
					title={say('quote.confirmFirst')}
					action={
						<LinkButton href={confirmation.at}>
							{confirmation.byCode ? say('quote.confirmSend') : say('quote.signIn')}
						</LinkButton>
					}
				>
					{confirmation.note}
				</Notice>
			) : (
				<Card>
					<Input
						{...bound(fields.name)}
						label={say('quote.name')}
						hint={say('quote.nameHint')}
						autoComplete="name"
						maxLength={200}
						required
					/>
					<SignaturePad name="drawing" />
					<div className="mt-6">
						<Checkbox
							id={fields.consent.id}
							name="consent"
							label={page.said.consent}
							errors={fields.consent.errors}
							required
						/>
					</div>
					<div className="mt-6">
						<Button size="large" name="intent" value="accept" busy={busy}>
							{say('quote.sign')}
						</Button>
					</div>
					<p className="mt-3 text-muted text-sm">{say('quote.signNote')}</p>
				</Card>
			)}
		</Section>
	)
}
