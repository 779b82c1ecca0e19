-- Promise: what an invoice of several contracts is to each of them is found as fast as an invoice of one.
set lock_timeout = '5s';

create index invoice_joint on invoice (customer_id, issued_on) where contract_id is null;
