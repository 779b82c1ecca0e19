import type { SubmissionResult } from '@conform-to/react'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { Moment } from '../display.tsx'
import type { ShownContract } from './customer-summary.tsx'
import { LanguageOptions } from './language-options.tsx'

type Answer = SubmissionResult<string[]> | undefined
export type ContactFields = { name: string; email: string; language: string }
type LinkFields = { contractId: string; contactId: string; scope: string }

/** The answer of this form only: a page has several, told apart by their intent. */
function answerOf(answer: Answer, intent: string): Answer {
	return answer?.initialValue?.intent === intent ? answer : undefined
}

type SendLinkProps = {
	answer: Answer
	contracts: ShownContract[]
	contacts: { id: string; name: string; email: string }[]
	formKey: string
}

/** Mails a secure link to one of the customer's contracts. */
export function SendLink({ answer, contracts, contacts, formKey }: SendLinkProps) {
	const [form, fields] = usePageForm<LinkFields>(answerOf(answer, 'send_link'), {
		id: 'send-link',
		defaultValue: { scope: 'pay' },
	})
	const busy = useIsPosting()
	return (
		<Section title={say('staff.customer.sendLink')} intro={say('staff.customer.sendLinkHint')} id="send-link-section">
			{contracts.length === 0 ? (
				<Empty title={say('staff.customer.noContracts')} />
			) : (
				<Card>
					<PageForm form={form}>
						<FormProblems errors={form.errors} />
						<input type="hidden" name="intent" value="send_link" />
						<input type="hidden" name="key" value={formKey} />
						<div className="grid items-end gap-x-4 gap-y-4 lg:grid-cols-4 [&>*]:mt-0 [&>*]:min-w-0">
							<Select {...bound(fields.contractId)} label={say('staff.contract.contract')}>
								{contracts.map((contract) => (
									<option key={contract.id} value={contract.id}>
										{contract.number} {contract.title}
									</option>
								))}
							</Select>
							<Select {...bound(fields.contactId)} label={say('staff.customer.linkTo')}>
								<option value="">{say('staff.customer.everybody')}</option>
								{contacts.map((contact) => (
									<option key={contact.id} value={contact.id}>
										{contact.name}, {contact.email}
									</option>
								))}
							</Select>
							<Select {...bound(fields.scope)} label={say('staff.customer.linkScope')}>
								<option value="pay">{say('staff.customer.linkPay')}</option>
								<option value="view">{say('staff.customer.linkView')}</option>
							</Select>
							<Button busy={busy}>{say('staff.customer.sendLink')}</Button>
						</div>
					</PageForm>
				</Card>
			)}
		</Section>
	)
}

type LinksProps = {
	links: {
		id: string
		state: 'open' | 'expired' | 'revoked'
		scope: string
		contactName: string | null
		subject: 'customer' | 'contract' | 'invoice' | 'quote'
		/** The number of what it opens; null of one that opens everything. */
		opens: string | null
		opened: number
		expiresAt: string
	}[]
	mayRevoke: boolean
	timeZone: string
}

/** The links that were sent, how often they were opened, and a way to withdraw them. */
export function Links({ links, mayRevoke, timeZone }: LinksProps) {
	return (
		<Section title={say('staff.customer.links')}>
			<RowList>
				{links.map((link) => (
					<Row
						key={link.id}
						title={link.contactName ?? say('staff.customer.everybody')}
						note={
							<>
								{opensOf(link)} ·{' '}
								{link.opened > 0
									? say('staff.customer.linkUsed', { count: link.opened })
									: say('staff.customer.linkUnused')}{' '}
								· <Moment at={link.expiresAt} timeZone={timeZone} />
							</>
						}
						state={
							link.state !== 'open' ? (
								say(link.state === 'revoked' ? 'staff.customer.linkRevoked' : 'staff.customer.linkExpired')
							) : mayRevoke ? (
								<form method="post">
									<input type="hidden" name="intent" value="revoke_link" />
									<input type="hidden" name="linkId" value={link.id} />
									<Button kind="secondary" size="small">
										{say('staff.customer.revoke')}
									</Button>
								</form>
							) : undefined
						}
					/>
				))}
			</RowList>
		</Section>
	)
}

function opensOf({ subject, opens }: LinksProps['links'][number]): string {
	if (subject === 'customer') return say('staff.customer.linkOpens.customer')
	return say(`staff.customer.linkOpens.${subject}`, { number: opens ?? '' })
}

/** A person more to write to. */
export function AddContact({ answer, language }: { answer: Answer; language: string }) {
	const [form, fields] = usePageForm<ContactFields>(answerOf(answer, 'add_contact'), {
		id: 'add-contact',
		defaultValue: { language },
	})
	return (
		<Section title={say('staff.customer.addContact')} id="add-contact-section">
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<input type="hidden" name="intent" value="add_contact" />
					<div className="grid items-end gap-x-4 gap-y-4 lg:grid-cols-4 [&>*]:mt-0 [&>*]:min-w-0">
						<Input {...bound(fields.name)} label={say('staff.customer.contactName')} required />
						<Input {...bound(fields.email)} label={say('staff.customer.contactEmail')} type="email" required />
						<Select {...bound(fields.language)} label={say('staff.customer.language')}>
							<LanguageOptions />
						</Select>
						<Button kind="secondary" busy={useIsPosting()}>
							{say('staff.customer.addContact')}
						</Button>
					</div>
				</PageForm>
			</Card>
		</Section>
	)
}
