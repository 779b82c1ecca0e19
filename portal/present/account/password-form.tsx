import type { SubmissionResult } from '@conform-to/react'
import { PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PasswordInput } from '../../ui/password-field.tsx'
import { Sentence, useWords } from '../../words/use-words.tsx'
import { Moment } from '../display.tsx'

export type PasswordFacts = {
	setAt: string | null
	/** Signed in lately enough to do without the present password. */
	fresh: boolean
	email: string
	/** Where one signs in again and comes back from. */
	again: string
	done: 'set' | 'removed' | null
}

type Props = { of: PasswordFacts; timeZone: string; result: SubmissionResult<string[]> | undefined }

/** A person's own password: set, changed, taken away. */
export function PasswordForm({ of, timeZone, result }: Props) {
	const say = useWords()
	const { setAt, fresh, done } = of
	return (
		<>
			{done && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(done === 'set' ? 'password.changed' : 'password.removed')}
					</Notice>
				</div>
			) : null}
			{setAt || fresh ? (
				// Once it is set, nothing of what was typed stays in the page.
				<SetPassword key={setAt} of={of} timeZone={timeZone} result={result} />
			) : (
				<Notice kind="info" action={<LinkButton href={of.again}>{say('password.staleButton')}</LinkButton>}>
					{say('password.stale')}
				</Notice>
			)}
		</>
	)
}

function SetPassword({ of: { setAt, fresh, email, again }, timeZone, result }: Props) {
	const say = useWords()
	const [form, fields] = usePageForm<{ current: string; password: string }>(result, { id: 'password' })
	const busy = useIsPosting()
	return (
		<Card>
			<PageForm form={form}>
				<FormProblems errors={form.errors} />
				{setAt ? (
					<p className="mb-5 text-muted">
						<Sentence of="password.setOn" facts={{ day: <Moment at={setAt} timeZone={timeZone} /> }} />
					</p>
				) : null}
				<input type="text" name="username" value={email} readOnly hidden autoComplete="username" />
				{setAt && !fresh ? (
					<PasswordInput
						id={fields.current.id}
						name="current"
						errors={fields.current.errors}
						label={say('password.current')}
						hint={say('password.currentHint')}
						autoComplete="current-password"
						required
					/>
				) : null}
				<PasswordInput
					id={fields.password.id}
					name="password"
					errors={fields.password.errors}
					label={say('password.next')}
					hint={say('password.nextHint')}
					autoComplete="new-password"
				/>
				<div className="mt-5">
					<Checkbox name="endOthers" defaultChecked label={say('password.endOthers')} />
				</div>
				<div className="mt-6 flex flex-wrap gap-3">
					<Button name="intent" value="set" busy={busy}>
						{say(setAt ? 'password.change' : 'password.set')}
					</Button>
					{setAt ? (
						<Button kind="danger" name="intent" value="remove" busy={busy}>
							{say('password.remove')}
						</Button>
					) : null}
				</div>
				{setAt ? <p className="mt-3 text-muted text-sm">{say('password.removeLead')}</p> : null}
				{setAt && !fresh ? (
					<p className="mt-5">
						<LinkButton kind="secondary" size="small" href={again}>
							{say('password.staleButton')}
						</LinkButton>
					</p>
				) : null}
			</PageForm>
		</Card>
	)
}
