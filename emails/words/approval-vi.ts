import type { Words } from './words.ts'

export const approvalVi: Words['approval'] = {
	customer: 'Khách hàng',
	contract: 'Hợp đồng',
	now: 'Xuất hóa đơn ngay',
	credited: 'Hoàn lại ngay',
	monthBefore: 'Mỗi tháng hiện nay',
	monthAfter: 'Mỗi tháng sau đó',
	from: 'Từ ngày',
	overdue: 'Quá hạn',
	overdueSince: (amount, days) => `${amount}, ${days} ngày`,
	asked: {
		subject: (customer, contract) => `${customer} yêu cầu thay đổi hợp đồng ${contract}`,
		heading: 'Một thay đổi đang chờ quyết định',
		lead: (name, contract) => `${name} yêu cầu thay đổi hợp đồng ${contract}, cần có người đồng ý.`,
		words: 'Lời của khách hàng:',
		button: 'Xem và quyết định',
	},
	approved: {
		subject: (contract) => `Thay đổi của hợp đồng ${contract} đã được thực hiện`,
		heading: 'Thay đổi đã được duyệt',
		lead: (contract) =>
			`Thay đổi của hợp đồng ${contract} mà quý khách yêu cầu đã được thực hiện với đúng số tiền đã xem.`,
		button: 'Xem hợp đồng',
	},
	rejected: {
		subject: (contract) => `Thay đổi của hợp đồng ${contract} không được duyệt`,
		heading: 'Thay đổi không được duyệt',
		lead: (contract) => `Thay đổi của hợp đồng ${contract} mà quý khách yêu cầu không được thực hiện.`,
		button: 'Xem hợp đồng',
	},
	outdated: {
		subject: (contract) => `Vui lòng xem lại thay đổi của hợp đồng ${contract}`,
		heading: 'Vui lòng xem lại',
		lead: (contract) =>
			`Hợp đồng ${contract} đã có thay đổi kể từ khi quý khách yêu cầu, nên kết quả sẽ không còn như đã xem. Chưa có gì thay đổi.`,
		button: 'Xem lại',
	},
	answer: 'Trả lời của chúng tôi:',
}
