import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { saySecondFactor as say } from '../../words/staff-second-factor.ts'
import { Moment } from '../display.tsx'
import { PasskeyForm } from './passkey-button.tsx'

export type PresentedPasskey = { id: string; name: string; createdAt: string; lastUsedAt: string | null }

type Props = {
	passkeys: PresentedPasskey[]
	/** What a new one is made from, as JSON. */
	offer: string
	/** Signed in lately enough to add and remove. */
	fresh: boolean
	refused: string | null
	timeZone: string
}

/** The passkeys of a member: each with its name and when it was last used, and the way to one more. */
export function Passkeys({ passkeys, offer, fresh, refused, timeZone }: Props) {
	return (
		<Section id="passkeys" title={say('second.passkeys')} intro={say('second.passkeysLead')}>
			{refused ? (
				<div className="mb-4">
					<Notice kind="bad" live>
						{refused}
					</Notice>
				</div>
			) : null}
			{passkeys.length > 0 ? (
				<ul className="mb-4 divide-y divide-line rounded-card border border-line bg-surface shadow-card">
					{passkeys.map((passkey) => (
						<li key={passkey.id} className="px-5 py-4">
							<Kept passkey={passkey} timeZone={timeZone} fresh={fresh} />
						</li>
					))}
				</ul>
			) : null}
			<Card>
				{fresh ? (
					<PasskeyForm does="make" offer={offer} label={say('second.addPasskey')}>
						<input type="hidden" name="intent" value="passkey_add" />
						<div className="mb-5">
							<Input
								name="name"
								label={say('second.passkeyName')}
								hint={say('second.passkeyNameHint')}
								maxLength={60}
								required
								autoComplete="off"
							/>
						</div>
					</PasskeyForm>
				) : (
					<Notice
						action={
							<LinkButton href="/sign-in/staff?again=&return=%2Fstaff%2Fsecond-factor">
								{say('second.again')}
							</LinkButton>
						}
					>
						{say('second.stale')}
					</Notice>
				)}
			</Card>
		</Section>
	)
}

type KeptProps = { passkey: PresentedPasskey; timeZone: string; fresh: boolean }

function Kept({ passkey: { id, name, createdAt, lastUsedAt }, timeZone, fresh }: KeptProps) {
	return (
		<>
			<p className="break-words font-semibold">{name}</p>
			<p className="text-muted text-sm">
				{say('second.added')} <Moment at={createdAt} timeZone={timeZone} />
				{' · '}
				{lastUsedAt ? (
					<>
						{say('second.lastUsed')} <Moment at={lastUsedAt} timeZone={timeZone} />
					</>
				) : (
					say('second.neverUsed')
				)}
			</p>
			<div className="mt-3 flex flex-wrap items-end gap-3">
				<form method="post" className="flex grow flex-wrap items-end gap-3">
					<input type="hidden" name="passkey" value={id} />
					<div className="min-w-40 grow">
						<Input name="name" label={say('second.passkeyName')} defaultValue={name} maxLength={60} required />
					</div>
					<Button kind="secondary" name="intent" value="passkey_rename">
						{say('second.rename')}
					</Button>
				</form>
				{fresh ? (
					<form method="post">
						<input type="hidden" name="passkey" value={id} />
						<Button
							kind="danger"
							name="intent"
							value="passkey_remove"
							aria-label={`${say('second.removePasskey')}: ${name}`}
						>
							{say('second.removePasskey')}
						</Button>
					</form>
				) : null}
			</div>
		</>
	)
}
