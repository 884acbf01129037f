"""A Slurm of its own on this machine: two nodes of one core and one (fake) GPU each.

Needs Debian's slurm-wlm and munge, and root. Everything it writes lies in one folder,
and everything it starts is stopped.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "squeue")
NODES = ("node1", "node2")
START_SECONDS = 60

CONFIG = """
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CryptoType=crypto/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool_%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd_%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd_%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SchedulerParameters=sched_interval=1,bf_interval=1
GresTypes=gpu
ReturnToService=2
JobRequeue=0
# Jobs that ended are told of for so long.
MinJobAge=600
NodeName=node1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} {node}
NodeName=node2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} {node}
PartitionName=test Nodes=node1,node2 Default=YES MaxTime=INFINITE State=UP
"""
# More than a node has here: the two stand for machines of their own.
NODE = "CPUs=2 RealMemory=16000 Gres=gpu:1 State=UNKNOWN"


def missing_programs() -> list[str]:
    """Return what must be installed first."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


@contextmanager
def running_cluster(folder: Path) -> Iterator[dict[str, str]]:
    """Start a cluster; yield the environment in which its commands find it.

    Args:
        folder: for its configuration, keys, state and logs; must be short, because it
            holds a socket.

    Raises:
        RuntimeError: when the nodes are not idle after a minute.
    """
    for name in ("state", *(f"spool_{node}" for node in NODES)):
        (folder / name).mkdir()
    _write_config(folder)
    environment = _write_programs(folder) | {"SLURM_CONF": str(folder / "slurm.conf")}
    commands = [
        ["munged", "--foreground", "--force", *_munge_options(folder)],
        ["slurmctld", "-D"],
        *(["slurmd", "-D", "-N", node] for node in NODES),
    ]
    daemons = []
    try:
        for command in commands:
            with open(folder / f"{command[0]}.out", "ab") as output:
                daemons.append(
                    subprocess.Popen(
                        ["setpriv", "--pdeathsig", "TERM", *command],
                        env=environment,
                        stdout=output,
                        stderr=output,
                        start_new_session=True,
                    )
                )
            if command[0] == "munged":
                _wait_for((folder / "munge.socket").exists, "munged")
        _wait_for(lambda: _count_idle(environment) == len(NODES), "the nodes")
        yield environment
    finally:
        subprocess.run(["scancel", "--user", "root"], env=environment, check=False)
        for daemon in reversed(daemons):
            daemon.terminate()
            try:
                daemon.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(daemon.pid, signal.SIGKILL)


def _write_config(folder: Path) -> None:
    key = folder / "munge.key"
    key.write_bytes(os.urandom(128))
    key.chmod(0o400)
    host = socket.gethostname().split(".")[0]
    text = CONFIG.format(host=host, ports=_free_ports(3), folder=folder, node=NODE)
    (folder / "slurm.conf").write_text(text)
    # Slurm wants a device per GPU; what it is, nobody looks at.
    gpus = [f"NodeName={node} Name=gpu File=/dev/null\n" for node in NODES]
    (folder / "gres.conf").write_text("".join(gpus))


def _write_programs(folder: Path) -> dict[str, str]:
    """Write an srun that knows the configuration; return the environment with it.

    In a job the plugin hands none of Slurm's variables on to srun, SLURM_CONF neither,
    which then looks in /etc alone.
    """
    (folder / "bin").mkdir()
    srun = folder / "bin" / "srun"
    config = folder / "slurm.conf"
    srun.write_text(
        f'#!/bin/sh\nSLURM_CONF={config} exec {shutil.which("srun")} "$@"\n'
    )
    srun.chmod(0o755)
    return os.environ | {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}


def _munge_options(folder: Path) -> list[str]:
    return [
        f"--key-file={folder}/munge.key",
        f"--socket={folder}/munge.socket",
        f"--pid-file={folder}/munge.pid",
        f"--log-file={folder}/munge.log",
        f"--seed-file={folder}/munge.seed",
    ]


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _count_idle(environment: dict[str, str]) -> int:
    states = subprocess.run(
        ["sinfo", "--noheader", "--Node", "--format=%T"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return states.stdout.split().count("idle")


def _wait_for(condition, name: str) -> None:
    end = time.monotonic() + START_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"{name}: not there after {START_SECONDS} s")
        time.sleep(0.2)
