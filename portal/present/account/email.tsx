import { Form } from '@remix-run/react'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../../words/use-words.tsx'

type Address = { step: 'address'; email: string; refused: string | null }
type Code = { step: 'code'; email: string; id: string; handle: string; minutes: number; refused: string | null }

/** Where a change of an email address stands. */
export type EmailStep = Address | Code | { step: 'done'; email: string }

export function EmailAddress({ of }: { of: Address }) {
	const say = useWords()
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
				<div className="mt-6">
					<Button wide name="intent" value="ask">
						{say('account.emailSend')}
					</Button>
				</div>
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
