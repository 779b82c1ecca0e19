import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const refusal = translate<English['refusal']>()({
	not_permitted: '您无权在此执行该操作。',
	not_found: '该内容不存在，或您无权查看。',
	'input.invalid': '请再检查“{{field}}”：{{problem}}。',
	changed_meanwhile: '内容已被他人更改。请重新查看后再操作。',

	'customer.number_taken': '客户编号 {{number}} 已被使用。',
	'customer.email_invalid': '“{{email}}”不是电子邮件地址。',
	'customer.no_reader': '{{name}} 没有可以收信的人：请先添加联系人或邮箱地址。',
	'customer.currency_in_use': '已有以 {{currency}} 计的金额，因此币种不能更改。',

	'contract.not_allowed_in_state': '合同 {{number}} 处于“{{state}}”状态，无法执行此操作。',
	'contract.no_lines': '合同 {{number}} 还没有明细，请至少添加一项。',
	'contract.ends_before_start': '结束日 {{endsOn}} 早于开始日 {{startsOn}}。',
	'contract.line_outside': '明细“{{line}}”必须在 {{startsOn}} 至 {{endsOn}} 之间。',
	'contract.line_unknown': '合同中没有明细“{{line}}”。',
	'contract.currency_mismatch': '合同币种为 {{contract}}，客户币种为 {{customer}}。',
	'contract.effective_before_start': '变更生效日 {{effectiveOn}} 早于开始日 {{startsOn}}。',
	'contract.nothing_changes': '合同 {{number}} 没有任何变化。',
	'contract.number_taken': '合同编号 {{number}} 已被使用。',

	'invoice.not_a_draft': '发票 {{number}} 已开具，不能再修改。',
	'invoice.not_issued': '发票 {{number}} 处于“{{state}}”状态；此操作需要已开具的发票。',
	'invoice.already_settled': '发票 {{number}} 已结清，无需再付。',
	'invoice.has_payments': '发票 {{number}} 已有付款，请改为贷记或退款。',
	'invoice.day_before_last': '日期为 {{issuedOn}} 的发票会早于上一张（{{lastOn}}）。',
	'invoice.credit_exceeds': '发票 {{number}} 最多可贷记 {{left}}。',

	'payment.nothing_open': '没有未付款项，无需付款。',
	'payment.amount_changed': '金额已从 {{shown}} 变为 {{now}}。请在付款前重新确认。',
	'payment.part_not_allowed': '此项只能一次付清。',
	'payment.part_too_small': '最少可支付 {{smallest}}。',
	'payment.part_too_large': '未付金额仅为 {{open}}。',
	'payment.mixed_currencies': '不同币种的发票需分别付款。',
	'payment.in_progress': '{{number}} 的付款正在进行，请等待结果。',
	'payment.processor_unavailable': '银行卡服务暂时没有响应，未扣款。请稍后再试。',
	'payment.not_by_card': '银行卡服务不接受 {{amount}}：金额过小、过大或位数过细，未扣款。请改用银行转账。',
	'payment.not_succeeded': '款项尚未到账：状态为“{{state}}”。',
	'refund.exceeds': '最多可退 {{left}}。',
	'allocation.exceeds': '可分配的余额仅为 {{left}}。',

	'link.invalid': '此链接无效，请申请新链接。',
	'link.expired': '此链接已于 {{expiredOn}} 过期，请申请新链接。',
	'link.revoked': '此链接已被撤回，请申请新链接。',
	'link.view_only': '此链接只能查看。如需操作，请登录。',

	'sign_in.code_wrong': '验证码不正确。剩余次数：{{attemptsLeft}}。',
	'sign_in.expired': '验证码已过期，请重新获取。',
	'sign_in.too_many': '尝试次数过多，请等待 {{minutes}} 分钟。',

	'import.empty': '文件中没有任何数据行。',
	'import.not_a_spreadsheet': '无法将此文件读取为 CSV 或 XLSX：{{why}}。',
	'import.quote_open': '第 {{row}} 行开始的引号没有结束。',
	'import.sheet_missing': '文件中没有工作表“{{sheet}}”。现有：{{sheets}}。',
	'import.header_missing': '第 {{row}} 行应为列名，但该行为空。',
	'import.map_invalid': '列对应表有误，位置 {{path}}：{{problem}}。',
	'import.map_of_other': '此列对应表用于 {{subject}}。',
	'import.column_missing': '文件中没有列“{{column}}”，无法填入 {{field}}。',
	'import.field_missing': '{{field}} 为必填项，但没有选择对应的列。',
	'import.ambiguous': '有些值可以有两种读法，请确认：{{questions}}。',
	'import.running': '{{fileName}} 正在导入，请等待完成。',

	'clock.only_in_a_demo': '只有在演示中才能移动日期。',
})
