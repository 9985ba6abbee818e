"""A seccomp filter: system calls that no assignment needs and that reach the kernel's rarely used parts.

Classic BPF as in the kernel's Documentation/userspace-api/seccomp_filter.rst, small enough to write by hand.
"""

import platform
import struct

# name: (x86_64, aarch64), from the kernel's tables; None where an architecture lacks it.
DENIED = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_getfd": (438, 438),
    "kcmp": (312, 272), "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "setns": (308, 268), "unshare": (272, 97), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsmount": (432, 432), "mount_setattr": (442, 442), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218), "io_uring_setup": (425, 425), "memfd_create": (319, 279), "memfd_secret": (447, 447),
    "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180), "quotactl": (179, 60),
    "swapon": (167, 224), "reboot": (169, 142), "kexec_load": (246, 104), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "acct": (163, 89), "personality": (135, 92),
    "vmsplice": (278, 75), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "iopl": (172, None),
    "ioperm": (173, None), "modify_ldt": (154, None), "fanotify_init": (300, 262), "lookup_dcookie": (212, 18),
    # What tells of the kernel, of its clock, or of what others do on this machine.
    "syslog": (103, 116), "sysfs": (139, None), "ustat": (136, None), "inotify_init": (253, None),
    "inotify_init1": (294, 26), "fanotify_mark": (301, 263), "cachestat": (451, 451), "statmount": (457, 457),
    "listmount": (458, 458), "adjtimex": (159, 171), "clock_adjtime": (305, 266), "settimeofday": (164, 170),
    "clock_settime": (227, 112), "sethostname": (170, 161), "setdomainname": (171, 162), "vhangup": (153, 58),
    # Rarely used ways to read, write and move memory, and the rest of families that begin above.
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "io_setup": (206, 0), "remap_file_pages": (216, 234),
    "migrate_pages": (256, 238), "move_pages": (279, 239), "process_madvise": (440, 440), "fspick": (433, 433),
    "process_mrelease": (448, 448), "fsconfig": (431, 431), "open_tree_attr": (467, 467), "quotactl_fd": (443, 443),
    "swapoff": (168, 225), "kexec_file_load": (320, 294), "nfsservctl": (180, 42),
}  # fmt: skip
# A network namespace does not hold a virtual machine's sockets to its host (AF_VSOCK): only these families may be made.
SOCKET = (41, 198)
FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6
CLONE = (56, 220)
CLONE3 = (435, 435)
NEW_NAMESPACES = 0x7E020000 | 0x80  # CLONE_NEW* of user, pid, net, ipc, uts, cgroup, mount and time
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

LOAD, JUMP_EQUAL, JUMP_GREATER, JUMP_SET, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x00050000 | 1, 0x00050000 | 38


def program(machine=None):
    """The filter as bytes for ``bwrap --seccomp``, or None on a machine whose numbers are not in the table."""
    machine = machine or platform.machine()
    if machine not in ARCHITECTURES:
        return None
    column, architecture = ARCHITECTURES[machine]
    steps = [
        (LOAD, 0, 0, 4), (JUMP_EQUAL, 1, 0, architecture), (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, 0),
        # x32 calls have bit 30 set and numbers of their own.
        (JUMP_GREATER, 0, 1, 0x40000000), (RETURN, 0, 0, ENOSYS),
        # The C library falls back to clone, whose flags a filter can read.
        (JUMP_EQUAL, 0, 1, CLONE3[column]), (RETURN, 0, 0, ENOSYS),
        (JUMP_EQUAL, 0, 4, CLONE[column]), (LOAD, 0, 0, 16), (JUMP_SET, 0, 1, NEW_NAMESPACES & ~0x80),
        (RETURN, 0, 0, EPERM), (RETURN, 0, 0, ALLOW),
        (JUMP_EQUAL, 0, len(FAMILIES) + 3, SOCKET[column]), (LOAD, 0, 0, 16),
        *((JUMP_EQUAL, len(FAMILIES) - k, 0, family) for k, family in enumerate(FAMILIES)),
        (RETURN, 0, 0, EPERM), (RETURN, 0, 0, ALLOW),
    ]  # fmt: skip
    for numbers in DENIED.values():
        if numbers[column] is not None:
            steps += [(JUMP_EQUAL, 0, 1, numbers[column]), (RETURN, 0, 0, EPERM)]
    steps.append((RETURN, 0, 0, ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
