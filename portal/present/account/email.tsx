import { Form } from '@remix-run/react'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PasswordInput } from '../../ui/password-field.tsx'
import { useWords } from '../../words/use-words.tsx'
import type { PasswordFacts } from './password-form.tsx'

type Address = { step: 'address'; email: string; refused: string | null }
type Code = { step: 'code'; email: string; id: string; handle: string; minutes: number; refused: string | null }

/** Where a change of an email address stands. */
export type EmailStep = Address | Code | { step: 'done'; email: string }

/** The new address, and the present password of whoever has one and signed in too long ago; others sign in again first. */
export function EmailAddress({ of, proof }: { of: Address; proof: PasswordFacts }) {
	const say = useWords()
	if (!proof.fresh && !proof.setAt)
		return (
			<Notice kind="info" action={<LinkButton href={proof.again}>{say('password.staleButton')}</LinkButton>}>
				{say('account.emailStale')}
			</Notice>
		)
	return (
		<Card>
			<Form method="post">
				<Refused sentence={of.refused} />
				<Input
					name="email"
					type="email"
					autoComplete="email"
					inputMode="email"
					required
					defaultValue={of.email}
					label={say('account.emailNew')}
				/>
				{proof.fresh ? null : (
					<PasswordInput
						name="current"
						label={say('password.current')}
						hint={say('password.currentHint')}
						autoComplete="current-password"
						required
					/>
				)}
				<div className="mt-6">
					<Button wide name="intent" value="ask">
						{say('account.emailSend')}
					</Button>
				</div>
				{proof.fresh ? null : (
					<p className="mt-5">
						<LinkButton kind="secondary" size="small" href={proof.again}>
							{say('password.staleButton')}
						</LinkButton>
					</p>
				)}
			</Form>
		</Card>
	)
}

export function EmailCode({ of }: { of: Code }) {
	const say = useWords()
	return (
		<Card>
			<Form method="post">
				<Refused sentence={of.refused} />
				<p className="mb-5" role="status">
					{say('account.emailSent', { email: of.email, minutes: of.minutes })}
				</p>
				<input type="hidden" name="email" value={of.email} />
				<input type="hidden" name="id" value={of.id} />
				<input type="hidden" name="handle" value={of.handle} />
				<Input
					name="code"
					label={say('account.emailCode')}
					inputMode="numeric"
					autoComplete="one-time-code"
					maxLength={12}
					required
					className="figures max-w-56 text-2xl tracking-[0.3em]"
				/>
				<div className="mt-6">
					<Button wide name="intent" value="confirm">
						{say('account.emailConfirm')}
					</Button>
				</div>
			</Form>
			<p className="mt-4">
				<TextLink href="/account/email">{say('account.emailAgain')}</TextLink>
			</p>
		</Card>
	)
}

function Refused({ sentence }: { sentence: string | null }) {
	if (!sentence) return null
	return (
		<div className="mb-5">
			<Notice kind="bad" live>
				{sentence}
			</Notice>
		</div>
	)
}
