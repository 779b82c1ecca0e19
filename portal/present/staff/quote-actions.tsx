import { useIsPosting } from '../../page-form.tsx'
import { Button, type ButtonKind, LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Textarea } from '../../ui/field.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { sayQuote } from '../../words/staff-quote.ts'
import { Moment } from '../display.tsx'
import { formatDay } from '../format.ts'
import type { ShownQuote } from '../quote/shown.ts'
import type { StaffFrame } from './staff-frame.ts'

type Of = { page: ShownQuote; may: StaffFrame['may'] }

/** What can be done with a quote in the state it is in. */
export function QuoteButtons({ page: { quote }, may, pdf }: Of & { pdf: string }) {
	const { standing } = quote
	const open = standing === 'draft' || standing === 'sent'
	const write = may['quote.write']
	const signs = quote.purpose === 'signature'
	return (
		<>
			{open ? (
				<LinkButton kind="secondary" href={pdf} download>
					PDF
				</LinkButton>
			) : null}
			{standing === 'accepted' ? (
				<LinkButton kind="secondary" href={`/staff/quotes/${quote.id}/signed.pdf`} download>
					{sayQuote('quote.signedPdf')}
				</LinkButton>
			) : null}
			{write && open ? <Act intent="withdraw" kind="danger" label={sayQuote('quote.withdraw')} /> : null}
			{write && !signs ? <Act intent="duplicate" kind="secondary" label={sayQuote('quote.duplicate')} /> : null}
			{write && !signs && standing !== 'draft' && standing !== 'accepted' ? (
				<Act intent="new_version" kind="secondary" label={sayQuote('quote.newVersion')} />
			) : null}
			{write && standing === 'draft' ? (
				<>
					<LinkButton kind="secondary" href={`/staff/quotes/${quote.id}/edit`}>
						{sayQuote('quote.edit')}
					</LinkButton>
					<Act intent="send" kind="primary" label={sayQuote(signs ? 'quote.sendSignature' : 'quote.send')} />
				</>
			) : null}
		</>
	)
}

function Act({ intent, label, kind }: { intent: string; label: string; kind: ButtonKind }) {
	return (
		<form method="post">
			<Button kind={kind} name="intent" value={intent}>
				{label}
			</Button>
		</form>
	)
}

/** What has become of it, and its versions. */
export function QuoteStanding({ page }: { page: ShownQuote }) {
	const { quote, contact, acceptance, contract, replaces, replacedBy, forContract } = page
	return (
		<div className="mb-8 grid gap-3">
			{contact ? (
				<p>{sayQuote(quote.signerOnly ? 'quote.addressedAlone' : 'quote.addressed', { name: contact.name })}</p>
			) : null}
			{acceptance && contract ? (
				<Notice kind="good" action={<TextLink href={`/staff/contracts/${contract.id}`}>{contract.number}</TextLink>}>
					{sayQuote(quote.purpose === 'signature' ? 'quote.signed' : 'quote.accepted', {
						day: formatDay('en', acceptance.acceptedOn),
						name: acceptance.signerName,
						contract: contract.number,
					})}
				</Notice>
			) : null}
			{quote.standing === 'declined' ? (
				<Notice kind="warn" title={sayQuote('quote.declined')}>
					<p className="whitespace-pre-line">{quote.declineReason || sayQuote('quote.noReason')}</p>
				</Notice>
			) : null}
			{quote.standing === 'draft' ? (
				<p className="text-muted">
					{sayQuote(quote.purpose === 'signature' ? 'quote.sendSignatureNote' : 'quote.sendNote')}
				</p>
			) : null}
			{forContract && quote.purpose !== 'new' ? (
				<TextLink href={`/staff/contracts/${forContract.id}`}>
					{sayQuote(`quote.purpose.${quote.purpose}`, { number: forContract.number })}
				</TextLink>
			) : null}
			{replaces ? (
				<TextLink href={`/staff/quotes/${replaces.id}`}>
					{sayQuote('quote.replaces', { number: replaces.number })}
				</TextLink>
			) : null}
			{replacedBy ? (
				<TextLink href={`/staff/quotes/${replacedBy.id}`}>
					{sayQuote('quote.replacedBy', { number: replacedBy.number })}
				</TextLink>
			) : null}
		</div>
	)
}

/** Questions of the customer's, and a field to answer in. */
export function QuoteTalk({ page: { messages }, timeZone, may }: Of & { timeZone: string }) {
	const busy = useIsPosting()
	return (
		<Section title={sayQuote('quote.conversation')} id="conversation">
			{messages.length === 0 ? (
				<p className="text-muted">{sayQuote('quote.noMessages')}</p>
			) : (
				<Timeline
					happenings={messages.map((message) => ({
						id: message.id,
						when: <Moment at={message.at} timeZone={timeZone} />,
						by: message.authorName,
						what: <p className="whitespace-pre-line">{message.text}</p>,
						tone: message.by === 'customer' ? 'warn' : 'neutral',
					}))}
				/>
			)}
			{may['message.write'] ? (
				<Card className="mt-5 max-w-3xl">
					<form method="post">
						<Textarea label={sayQuote('quote.answer')} name="text" required maxLength={5000} />
						<div className="mt-4">
							<Button kind="secondary" name="intent" value="answer" busy={busy}>
								{sayQuote('quote.answer')}
							</Button>
						</div>
					</form>
				</Card>
			) : null}
		</Section>
	)
}
