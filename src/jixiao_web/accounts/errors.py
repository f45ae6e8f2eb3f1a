"""What can go wrong with accounts and imports that is nobody's mistake of rights; the words are shown to the person."""

from __future__ import annotations

from django.utils.translation import gettext


class AccountError(Exception):
    """Something that cannot be done to an account now."""


class WrongPassword(AccountError):
    """No such account, a wrong password, or a locked account: a stranger is not told which."""

    def __init__(self) -> None:
        super().__init__(gettext("登录名或密码不正确，或者账号已停用。"))


class TooManyTries(AccountError):
    """The account or the address has tried too often."""

    def __init__(self) -> None:
        super().__init__(gettext("尝试次数过多，请15分钟后再试；忘记密码请联系管理员重置。"))


class NameTaken(AccountError):
    """Another account has this log-in name."""

    def __init__(self) -> None:
        super().__init__(gettext("这个登录名已被占用。"))


class OwnAccount(AccountError):
    """Nobody locks or resets the account with which he is logged in."""

    def __init__(self) -> None:
        super().__init__(gettext("不能停用或重置自己的账号。"))


class WrongCode(AccountError):
    """No code of the second step, or one that was used before."""

    def __init__(self) -> None:
        super().__init__(gettext("验证码不正确或者已经用过，请等下一个验证码再试。"))


class LogInExpired(AccountError):
    """The password was right too long ago, or is right no more."""

    def __init__(self) -> None:
        super().__init__(gettext("登录已超时，请重新输入密码。"))


class StepDemanded(AccountError):
    """A role may only be used with a second step."""

    def __init__(self) -> None:
        super().__init__(gettext("您的角色必须使用两步验证，不能关闭。"))


class StepIsOn(AccountError):
    """The second step is switched on already."""

    def __init__(self) -> None:
        super().__init__(gettext("两步验证已经开启。"))


class FileRefused(AccountError):
    """A file to import that cannot be read as a whole."""


class ChangedMeanwhile(AccountError):
    """What an import would do is not any more what the person saw."""

    def __init__(self) -> None:
        super().__init__(gettext("预览之后数据已有变化，请核对新的预览后再导入。"))
