import { type ReactNode, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { saySecondFactor as say } from '../../words/staff-second-factor.ts'

type Props = {
	/** What is offered to the browser, as JSON: to make a passkey from, or to use one for. */
	offer: string
	does: 'make' | 'use'
	/** What else the form sends: fields, seen or hidden. */
	children?: ReactNode
	label: string
	large?: boolean
}

/**
 * A form that asks the browser for a passkey and then posts what it answered, as any form. The library is loaded with the
 * first press. A browser without script has no passkeys: it is told so.
 */
export function PasskeyForm({ offer, does, children, label, large = false }: Props) {
	const form = useRef<HTMLFormElement>(null)
	const answer = useRef<HTMLInputElement>(null)
	const [state, setState] = useState<'idle' | 'asking' | 'failed' | 'known'>('idle')
	const ask = async () => {
		setState('asking')
		try {
			const { startAuthentication, startRegistration } = await import('@simplewebauthn/browser')
			const optionsJSON = JSON.parse(offer)
			const given =
				does === 'make' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON })
			if (answer.current) answer.current.value = JSON.stringify(given)
			form.current?.submit()
		} catch (error) {
			setState(error instanceof Error && error.name === 'InvalidStateError' ? 'known' : 'failed')
		}
	}
	return (
		<form
			ref={form}
			method="post"
			onSubmit={async (event) => {
				event.preventDefault()
				if (state !== 'asking') await ask()
			}}
		>
			{children}
			<input ref={answer} type="hidden" name="answer" />
			<Button size={large ? 'large' : 'normal'} wide={large} busy={state === 'asking'} className="scripted">
				{label}
			</Button>
			<p className="unscripted text-muted">{say('second.noScript')}</p>
			<p role="status" className="mt-3 font-medium text-bad empty:hidden">
				{state === 'failed' ? say('second.passkeyFailed') : state === 'known' ? say('second.passkeyKnown') : ''}
			</p>
		</form>
	)
}
