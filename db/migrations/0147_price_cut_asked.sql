-- Promise: a price update leaves out what somebody would have to agree to on a contract alone, and says so.
set lock_timeout = '5s';

alter table price_update_line drop constraint price_update_line_excluded;
alter table price_update_line add constraint price_update_line_excluded check (excluded in ('fixed_price', 'in_notice', 'ends',
	'notice_too_short', 'not_up', 'same', 'no_price', 'planned', 'refused', 'approval'));
