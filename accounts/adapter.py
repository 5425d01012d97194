from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from accounts.services import mail


class AccountAdapter(DefaultAccountAdapter):
    """Sends allauth's messages through the outbox."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        message = self.render_mail(template_prefix, email, context)
        mail.queue(to=message.to, subject=message.subject, text=message.body)
