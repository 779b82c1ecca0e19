import type { ComponentProps, ReactNode } from 'react'
import { bound, PageForm, useIsPosting } from '../page-form.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input } from '../ui/field.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { useWords } from '../words/use-words.tsx'

type SignInFormProps<Fields extends Record<string, unknown>> = {
	form: ComponentProps<typeof PageForm<Fields>>['form']
	/** The field of the address that is asked for at every door. */
	email: Parameters<typeof bound>[0]
	autoComplete: 'email' | 'username'
	hint?: string
	/** The page to go to afterwards. */
	wanted: string
	submit: string
	note: string
	/** What is asked for besides. */
	children?: ReactNode
}

/** What is asked for at a door: the address, and what else proves whose it is. */
export function SignInForm<Fields extends Record<string, unknown>>(props: SignInFormProps<Fields>) {
	const { form, email, autoComplete, hint, wanted, submit, note, children } = props
	const say = useWords()
	return (
		<Card>
			<PageForm form={form}>
				<FormProblems errors={form.errors} />
				<input type="hidden" name="return" value={wanted} />
				<Input
					{...bound(email)}
					label={say('signIn.email')}
					{...(hint && { hint })}
					type="email"
					autoComplete={autoComplete}
					inputMode="email"
					required
				/>
				{children}
				<div className="mt-6">
					<Button wide size="large" busy={useIsPosting()}>
						{submit}
					</Button>
				</div>
				<p className="mt-4 text-muted">{note}</p>
			</PageForm>
		</Card>
	)
}
