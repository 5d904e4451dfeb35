"""The example with several replicas: what can be held against the code without starting a container."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.cli import app
from bot.config import Settings
from bot.web.address import address

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "compose.scale.yaml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
CADDY = (ROOT / "docker" / "Caddyfile").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if service["image"] == "sayso:local"]


def filled(service: str) -> dict[str, str]:
    """The environment of a service, with what an operator sets filled in."""
    given = {"WEBHOOK_HOST": "bot.example.org", "POSTGRES_PASSWORD": "c0ffee"}
    environment: dict[str, str] = SERVICES[service]["environment"]
    return {
        name: re.sub(r"\$\{(\w+):\?[^}]*\}", lambda found: given[found[1]], value)
        for name, value in environment.items()
    }


@pytest.mark.parametrize("service", OURS)
def test_its_settings_are_there_and_can_be_used(service: str) -> None:
    names = {name.removeprefix("SAYSO_").lower(): value for name, value in filled(service).items()}
    settings = Settings(_env_file=None, **names)  # type: ignore[arg-type]  # as from the environment

    assert names.keys() == settings.model_fields_set
    assert "postgresql+asyncpg://sayso:c0ffee@postgres:5432/sayso" == settings.database_url


def test_every_setting_that_it_names_is_there() -> None:
    known = {f"SAYSO_{name.upper()}" for name in Settings.model_fields}

    assert set() == set(re.findall(r"SAYSO_[A-Z_]+", TEXT + CADDY)) - known


def test_caddy_passes_on_what_is_posted_where_the_bot_listens() -> None:
    environment = filled("sayso")
    secret = SecretStr("nobody-guesses-this-1")
    settings = Settings(_env_file=None, webhook_url=environment["SAYSO_WEBHOOK_URL"], webhook_secret=secret)
    port = environment["SAYSO_WEBHOOK_LISTEN"].rpartition(":")[2]

    assert [f"path {address(settings).path}"] == re.findall(r"path \S+", CADDY)
    assert [f"port {port}"] == re.findall(r"port \d+", CADDY)
    assert ["name sayso"] == re.findall(r"name \S+", CADDY)
    assert filled("caddy")["WEBHOOK_HOST"] in settings.webhook_url


@pytest.mark.parametrize("service", ["migrate", "webhook"])
def test_the_steps_are_commands_that_there_are(service: str) -> None:
    assert 0 == CliRunner().invoke(app, [*SERVICES[service]["command"], "--help"]).exit_code


@pytest.mark.parametrize("service", [*OURS, "caddy"])
def test_what_faces_the_internet_is_closed_as_the_container_alone_is(service: str) -> None:
    alone: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["sayso"]
    closed = ("read_only", "tmpfs", "cap_drop", "security_opt", "mem_limit", "pids_limit", "logging")

    assert {name: alone[name] for name in closed} == {name: SERVICES[service][name] for name in closed}


def test_replicas_wait_for_the_schema_and_the_schema_for_the_database() -> None:
    assert {"migrate": {"condition": "service_completed_successfully"}} == SERVICES["sayso"]["depends_on"]
    assert {"postgres": {"condition": "service_healthy"}} == SERVICES["migrate"]["depends_on"]
    assert (2, ["release"]) == (SERVICES["sayso"]["deploy"]["replicas"], SERVICES["webhook"]["profiles"])


def test_no_secret_stands_in_it_and_only_caddy_has_ports() -> None:
    values = [
        str(value) for service in SERVICES.values() for value in service.get("environment", {}).values()
    ]
    secrets = [value for value in values if "PASSWORD" in value or "SECRET" in value]

    assert all("${POSTGRES_PASSWORD:?" in value for value in secrets)
    assert ["caddy"] == [name for name, service in SERVICES.items() if "ports" in service]


def test_every_image_has_a_major_version() -> None:
    images = {service["image"] for service in SERVICES.values()} - {"sayso:local"}

    assert {"caddy:2", "postgres:18"} == images


def test_every_network_and_volume_that_is_used_is_there() -> None:
    networks = {name for service in SERVICES.values() for name in service["networks"]}
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", ())]
    volumes = {mount.split(":")[0] for mount in mounts if not mount.startswith("./")}

    assert (set(COMPOSE["networks"]), set(COMPOSE["volumes"])) == (networks, volumes)
