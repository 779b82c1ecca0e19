import type { ContractOptions } from '#core/product/option.ts'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { useWords } from '#portal/words/use-words.tsx'

type Contract = Pick<ContractOptions, 'contractId' | 'access' | 'owner' | 'state' | 'requestId'>

/** What may not be done here, why, and whom to ask instead. */
export function AccessNotice({ contract, mayAct }: { contract: Contract; mayAct: boolean }) {
	const say = useWords()
	const { access, owner, state, requestId, contractId } = contract
	const notice = (text: string, action: React.ReactNode) => (
		<div className="mb-8">
			<Notice action={action}>{text}</Notice>
		</div>
	)
	const ask = owner ? (
		<TextLink href={`mailto:${owner.email}`}>{say('options.ask', { name: owner.name })}</TextLink>
	) : null
	if (!mayAct) return notice(say('options.lookOnly'), <TextLink href="/sign-in">{say('pay.signIn')}</TextLink>)
	if (!['active', 'paused', 'ending'].includes(state)) return notice(say('options.notInForce'), ask)
	if (access === 'none') return notice(say('options.accessNone'), ask)
	if (requestId)
		return notice(
			say('options.waits'),
			<TextLink href={`/contracts/${contractId}/requests/${requestId}`}>{say('options.seeRequest')}</TextLink>,
		)
	if (access === 'upsell') return notice(say('options.accessMore'), ask)
	return null
}
