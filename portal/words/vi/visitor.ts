import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const visitor = translate<English['visitor']>()({
	overview: 'Tổng quan',
	contract: 'Hợp đồng',
	invoices: 'Hóa đơn',
	pay: 'Thanh toán',
	account: 'Tài khoản của quý khách',
	settings: 'Thông tin, người liên hệ, thiết bị',
	byLink: 'Quý khách đang xem qua liên kết riêng.',
	byLinkView: 'Liên kết này chỉ để xem, không thanh toán được.',
	customers: 'Xem',
	claim: 'Tạo tài khoản',
	claimHint: 'Sau đó quý khách có thể quay lại bất cứ lúc nào bằng email.',
	signOutEverywhere: 'Đăng xuất trên mọi thiết bị',
	leave: 'Đóng liên kết này',
})
